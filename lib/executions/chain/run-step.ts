import "server-only";
import { compute } from "@/lib/compute/compute";
import { searchDocuments } from "@/lib/documents/search-documents";
import type { ExecuteOptions, ExecutePrompt } from "@/lib/executions/execute-options";
import { isAppError, isBusy } from "@/lib/http/app-error";
import type { ChainStep, StepOf } from "@/lib/prompts/chain/chain-content";
import { pinOf } from "@/lib/prompts/chain/step-output";
import { type ChainTarget, promptContent } from "@/lib/prompts/versioned-content";
import type { JsonSchema } from "@/lib/providers/contract";
import { noUsage } from "@/lib/providers/usage/usage";
import { ScorerSpec } from "@/lib/scorers/contract";
import { type JsonObject, type JsonValue, showValue } from "@/lib/scorers/json-value";
import { parseEmbeddedJson } from "@/lib/scorers/parse-json";
import { scoreOutput } from "@/lib/scorers/score/score-output";
import {
  type ExecutionError,
  type ExecutionStep,
  executionCostUsd,
  type StepMode,
} from "../execution";
import { callEndpoint } from "./call-endpoint";
import { checkArguments, checkValue, PASSAGES } from "./check-value";
import { takeBranch } from "./take-branch";

export interface StepOptions extends ExecuteOptions {
  target: ChainTarget;
  mode: StepMode;
  executePrompt: ExecutePrompt;
}

/** What a step's own work comes to. */
type Work = Pick<ExecutionStep, "output"> &
  Partial<Pick<ExecutionStep, "status" | "reason" | "usage" | "retries" | "calls" | "error">>;

/** Runs one step once. Whatever keeps it from an answer is its `error`. */
export async function runStep(
  step: ChainStep,
  input: JsonObject,
  options: StepOptions,
): Promise<ExecutionStep> {
  const startedAt = performance.now();
  const work = await workOf(step, input, options);
  return {
    key: step.key,
    kind: step.kind,
    mode: options.mode,
    status: work.error ? "errored" : "ok",
    input,
    reason: work.error?.message ?? null,
    latencyMs: performance.now() - startedAt,
    usage: noUsage,
    retries: 0,
    calls: [],
    error: null,
    ...work,
  };
}

function workOf(step: ChainStep, input: JsonObject, options: StepOptions): Promise<Work> | Work {
  switch (step.kind) {
    case "prompt":
      return answerPrompt(step, input, options);
    case "retrieve":
      return retrieve(step, input, options);
    case "tool":
      return callTool(step, input, options);
    case "route":
      return { output: takeBranch(step.config, input) };
    case "validate":
      return validate(step, input, options);
    case "code":
      return runCode(step, input, options);
  }
}

const failed = (reason: string, message: string, retryable = false): Work => {
  const error: ExecutionError = { reason, message, status: null, retryable };
  return { output: null, error };
};

/** An output by the schema that later steps rely on. */
async function withSchema(
  work: Work,
  schema: JsonSchema | undefined,
  { projectId }: StepOptions,
  { retryable = false }: { retryable?: boolean } = {},
): Promise<Work> {
  if (work.error || schema === undefined) return work;
  const error = await checkValue(schema, work.output, { projectId, what: "The output", retryable });
  return error ? { ...work, error } : work;
}

async function answerPrompt(
  { config }: StepOf<"prompt">,
  input: JsonObject,
  stepOptions: StepOptions,
): Promise<Work> {
  const { target, onStep: _, overrides: __, ...options } = stepOptions;
  const content = target.prompts[pinOf(config)];
  if (!content) return failed("step", `There is no version ${config.version} of ${config.prompt}.`);
  if (options.mayCall && !(await options.mayCall())) {
    return failed("budget", "The cost cap was reached before this step.");
  }
  const execution = await options.executePrompt(promptContent(content), { values: input }, options);
  const { usage, retries, error } = execution;
  const calls = execution.steps.flatMap((step) => step.calls);
  await options.onCalled?.(executionCostUsd(execution));
  const base = { usage: error && calls.length === 0 ? noUsage : usage, retries, calls };
  if (error) return { ...base, output: null, error };
  const { outputSchema } = content;
  const answer = parseAnswer(execution.output ?? "", outputSchema !== undefined);
  return { ...base, ...(await withSchema(answer, outputSchema, stepOptions, { retryable: true })) };
}

/** The answer of a prompt with an output schema is JSON, whose members later steps use. */
function parseAnswer(text: string, isJson: boolean): Work {
  if (!isJson) return { output: text };
  const parsed = parseEmbeddedJson(text);
  if (parsed.ok) return { output: parsed.value };
  const message = `The answer is not JSON, as the prompt's output schema asks: ${showValue(text)}.`;
  return { output: text, error: { reason: "output", message, status: null, retryable: true } };
}

async function retrieve(
  { config }: StepOf<"retrieve">,
  input: JsonObject,
  options: StepOptions,
): Promise<Work> {
  const { projectId, signal } = options;
  const query = typeof input.query === "string" ? input.query : JSON.stringify(input.query ?? "");
  const { documents, revision, url, auth, topK, minScore } = config;
  if (url !== undefined) {
    const answer = await callEndpoint({ projectId, url, auth }, { ...input, topK }, signal);
    return withSchema(answer, PASSAGES, options);
  }
  const answer = await searchDocuments(projectId, {
    ...{ documents: documents ?? "", query, topK },
    ...(revision === undefined ? {} : { revision }),
    ...(minScore === undefined ? {} : { minScore }),
  });
  if (!answer) {
    const which = revision === undefined ? "" : `, or not its revision ${revision}`;
    return failed("step", `There is no document set “${documents}”${which}.`);
  }
  return { output: { passages: answer.passages.map((passage) => ({ ...passage })) } };
}

async function callTool(
  step: StepOf<"tool">,
  input: JsonObject,
  options: StepOptions,
): Promise<Work> {
  const error = await checkArguments(step, input, options.projectId);
  if (error) return { output: null, error };
  return withSchema(await answerTool(step, input, options), step.config.outputSchema, options);
}

async function answerTool(
  { config }: StepOf<"tool">,
  input: JsonObject,
  { mode, projectId, signal }: StepOptions,
): Promise<Work> {
  const { url, auth, canned = [], tool } = config;
  if (url !== undefined && mode !== "canned")
    return callEndpoint({ projectId, url, auth }, input, signal);
  const answer = canned.find(({ arguments: values }) => holdsAll(values as JsonObject, input));
  if (answer) return { output: answer.output as JsonValue };
  return failed("step", `${tool.name} has no canned answer for ${showValue(input, 200)}.`);
}

const holdsAll = (pattern: JsonObject, input: JsonObject) =>
  Object.entries(pattern).every(
    ([name, value]) => JSON.stringify(input[name] ?? null) === JSON.stringify(value),
  );

/** Passes its value on when the scorer passes it. */
async function validate(
  { config }: StepOf<"validate">,
  input: JsonObject,
  { projectId }: StepOptions,
): Promise<Work> {
  const spec = ScorerSpec.safeParse(config.scorer);
  if (!spec.success) return failed("step", "The scorer of the step is not valid.");
  const value = input.value ?? null;
  const verdict = scoreOutput(
    spec.data,
    {
      output: typeof value === "string" ? value : JSON.stringify(value),
      expected: input.expected ?? null,
      input,
      latencyMs: null,
      costUsd: null,
    },
    projectId,
  );
  const score = await verdict.catch((error: unknown) => {
    if (isBusy(error)) return { passed: null, reason: error.message };
    throw error;
  });
  if (score.passed === null) return failed("step", score.reason);
  if (score.passed) return { output: value };
  return { output: value, status: "failed", reason: score.reason };
}

const LARGEST_OUTPUT = 200_000;

async function runCode(
  { config }: StepOf<"code">,
  input: JsonObject,
  options: StepOptions,
): Promise<Work> {
  const { projectId, signal } = options;
  try {
    const script = { code: config.code, values: { input }, mostCharacters: LARGEST_OUTPUT };
    const result = await compute("runScript", script, { projectId, signal });
    if (!result.ok) return failed("step", result.reason);
    return await withSchema({ output: result.value ?? null }, config.outputSchema, options);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return failed("step", error.message);
  }
}
