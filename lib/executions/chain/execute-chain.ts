import "server-only";
import type { ChainStep } from "@/lib/prompts/chain/chain-content";
import type { ChainTarget } from "@/lib/prompts/versioned-content";
import type { ToolCall } from "@/lib/providers/contract";
import { addUsage, noUsage } from "@/lib/providers/usage/usage";
import type { JsonObject, JsonValue } from "@/lib/scorers/json-value";
import type { ExecuteOptions, ExecutePrompt, StepOverride } from "../execute-options";
import type { Execution, ExecutionError, ExecutionStep, StepMode } from "../execution";
import type { ExecutionInput } from "../render-target";
import { checkInputs } from "./check-value";
import { lookUpValue, type StepValues } from "./look-up-value";
import { runStep } from "./run-step";

interface ChainOptions extends ExecuteOptions {
  executePrompt: ExecutePrompt;
}

/**
 * Runs the steps of a chain in their order. A step that fails goes on, falls back, escalates or stops the chain as it
 * says itself; the steps after an end are `not_reached`.
 */
export async function executeChain(
  target: ChainTarget,
  { values }: ExecutionInput,
  options: ChainOptions,
): Promise<Execution> {
  const { steps, output } = target.content;
  const state: StepValues = { inputs: values as JsonObject, steps: new Map() };
  const results: ExecutionStep[] = [];
  const startedAt = performance.now();
  const misfit = await checkInputs(target.content, state.inputs, options.projectId);
  let end: ChainEnd | null = misfit && { kind: "stopped", error: misfit };
  for (const step of steps) {
    if (end || options.signal.aborted) {
      results.push(notRun(step, "not_reached"));
      continue;
    }
    if (!isOnBranch(step, state)) {
      results.push(notRun(step, "skipped"));
      state.steps.set(step.key, null);
      continue;
    }
    options.onStep?.({ key: step.key, status: "running" });
    const result = await runWithPolicy(step, { target, values: state, options });
    results.push(result.step);
    state.steps.set(step.key, result.step.output);
    options.onStep?.(result.step);
    end = result.end;
  }
  if (!end && options.signal.aborted) {
    end = { kind: "stopped", error: cancelled };
  }
  return summarise(results, {
    chain: steps,
    end,
    latencyMs: performance.now() - startedAt,
    output: end ? null : answerOf(output ?? `steps.${steps.at(-1)?.key}.output`, state),
  });
}

type ChainEnd =
  | { kind: "stopped"; error: ExecutionError | null }
  | { kind: "escalated"; by: string };

const cancelled: ExecutionError = {
  reason: "cancelled",
  message: "The call was stopped.",
  status: null,
  retryable: true,
};

interface Work {
  target: ChainTarget;
  values: StepValues;
  options: ChainOptions;
}

/** A step, once more where it asks for that, and what its failure means for the chain. */
async function runWithPolicy(
  step: ChainStep,
  { target, values, options }: Work,
): Promise<{ step: ExecutionStep; end: ChainEnd | null }> {
  const override = options.overrides?.[step.key];
  if (override && override.mode !== "canned") {
    return { step: overriddenStep(step, override, inputOf(step, values)), end: null };
  }
  const mode: StepMode = override ? "canned" : "live";
  const run = (one: ChainStep) => runStep(one, inputOf(one, values), { ...options, target, mode });
  let result = await run(step);
  if (isWrong(result) && !isHalted(result) && step.onFailure === "retry") {
    const again = await retry(step, { target, values, options, run });
    result = joinAttempts(result, again);
  }
  if (!isWrong(result)) return { step: result, end: null };
  if (isHalted(result)) return { step: result, end: { kind: "stopped", error: result.error } };
  if (step.onFailure === "fallback") {
    const output = (step.fallback ?? null) as JsonValue;
    return { step: { ...result, output }, end: null };
  }
  if (step.onFailure === "escalate") {
    return { step: result, end: { kind: "escalated", by: step.key } };
  }
  return { step: result, end: { kind: "stopped", error: errorOf(step, result) } };
}

interface Retry extends Work {
  run: (step: ChainStep) => Promise<ExecutionStep>;
}

/** A validation that fails has the answer that it looks at made again; every other step runs again itself. */
async function retry(step: ChainStep, { target, values, run }: Retry): Promise<ExecutionStep> {
  const source = step.kind === "validate" ? sourceOf(step, target.content.steps) : null;
  if (!source) return run(step);
  const answer = await run(source);
  if (!isWrong(answer)) values.steps.set(source.key, answer.output);
  const verdict = await run(step);
  return joinAttempts(answer, verdict);
}

/** The step that made what a validation looks at. */
function sourceOf(step: ChainStep, steps: readonly ChainStep[]): ChainStep | null {
  const [from, key] = (step.input.value ?? "").split(".");
  return (from === "steps" ? steps.find((one) => one.key === key) : null) ?? null;
}

/** The later attempt, with what the earlier one used. */
const joinAttempts = (first: ExecutionStep, second: ExecutionStep): ExecutionStep => ({
  ...second,
  latencyMs: first.latencyMs + second.latencyMs,
  usage: addUsage(first.usage, second.usage),
  retries: first.retries + second.retries + 1,
  calls: [...first.calls, ...second.calls],
});

const isWrong = ({ status }: ExecutionStep) => status === "failed" || status === "errored";

/** Nothing went wrong: somebody stopped it, or there is no money left. No policy goes on from there. */
const isHalted = ({ error }: ExecutionStep) =>
  error?.reason === "cancelled" || error?.reason === "budget";

/** A failed validation is an answer that is not good enough; only what has no answer is an error of the execution. */
function errorOf(
  { key }: ChainStep,
  { status, error, reason }: ExecutionStep,
): ExecutionError | null {
  if (status !== "errored") return null;
  const message = `The step “${key}” has no answer: ${error?.message ?? reason ?? "it failed."}`;
  return {
    reason: error?.reason ?? "step",
    message,
    status: error?.status ?? null,
    retryable: error?.retryable ?? false,
  };
}

function inputOf({ input }: ChainStep, values: StepValues): JsonObject {
  const entries = Object.entries(input).map(
    ([name, expression]) => [name, lookUpValue(expression, values)] as const,
  );
  return Object.fromEntries(entries);
}

function isOnBranch({ onlyIf }: ChainStep, { steps }: StepValues): boolean {
  if (!onlyIf) return true;
  const branch = steps.get(onlyIf.step);
  return typeof branch === "string" && onlyIf.is.includes(branch);
}

const nothing = { latencyMs: 0, usage: noUsage, retries: 0, calls: [], error: null };

const notRun = ({ key, kind }: ChainStep, status: "skipped" | "not_reached"): ExecutionStep => ({
  ...nothing,
  ...{ key, kind, status, mode: "live", input: {}, output: null, reason: null },
});

function overriddenStep(
  { key, kind }: ChainStep,
  { mode, output }: Extract<StepOverride, { output: JsonValue }>,
  input: JsonObject,
): ExecutionStep {
  return { ...nothing, key, kind, status: "ok", mode, input, output, reason: null };
}

function answerOf(expression: string, values: StepValues): string | null {
  const value = lookUpValue(expression, values);
  if (value === null || typeof value === "string") return value;
  return JSON.stringify(value);
}

function summarise(
  steps: ExecutionStep[],
  {
    chain,
    end,
    output,
    latencyMs,
  }: {
    chain: readonly ChainStep[];
    end: ChainEnd | null;
    output: string | null;
    latencyMs: number;
  },
): Execution {
  const calls = steps.flatMap((step) => step.calls);
  const last = calls.at(-1);
  const error = end?.kind === "stopped" ? end.error : null;
  return {
    output,
    toolCalls: chain.flatMap((step, index) => toolCallsOf(step, steps[index])),
    steps,
    usage: steps.reduce((sum, step) => addUsage(sum, step.usage), noUsage),
    latencyMs: error ? null : latencyMs,
    firstTokenMs: null,
    finishReason: last?.finishReason ?? null,
    answeredBy: last?.answeredBy ?? null,
    requestId: last?.requestId ?? null,
    retries: steps.reduce((sum, step) => sum + step.retries, 0),
    recorded: calls.length > 0 && calls.every(({ recorded }) => recorded),
    error,
    ...(end?.kind === "escalated" ? { escalatedBy: end.by } : {}),
  };
}

/** What a tool step called, as an answer's own tool calls are told. */
function toolCallsOf(step: ChainStep, result: ExecutionStep | undefined): ToolCall[] {
  if (step.kind !== "tool" || !result) return [];
  if (result.status === "skipped" || result.status === "not_reached") return [];
  return [{ id: step.key, name: step.config.tool.name, arguments: result.input }];
}
