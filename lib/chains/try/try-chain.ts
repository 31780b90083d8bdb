import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { listProblems } from "@/lib/chains/check-chain";
import { execute } from "@/lib/executions/execute";
import {
  type Execution,
  type ExecutionStep,
  listCalls,
  type ModelCall,
} from "@/lib/executions/execution";
import { makeEmbed } from "@/lib/executions/make-embed";
import { makeJudge } from "@/lib/executions/make-judge";
import { openModels } from "@/lib/executions/open-models";
import { withRecordings } from "@/lib/executions/recorded-answers";
import { shortPatience } from "@/lib/executions/retry-policy";
import { storeModelCalls } from "@/lib/executions/store-model-calls";
import { AppError } from "@/lib/http/app-error";
import { log } from "@/lib/http/log";
import { chainTarget, loadContent } from "@/lib/prompts/load-content";
import { loadPromptOfKind } from "@/lib/prompts/load-prompt";
import type { ChainTarget } from "@/lib/prompts/versioned-content";
import { judgeSteps } from "@/lib/runs/execute/judge-steps";
import { requireConnections } from "@/lib/runs/start-run";
import { judgeTry, problemOf } from "@/lib/runs/try/judge-try";
import { findTryCase, type TryPlan } from "@/lib/runs/try/plan-try";
import { streamTry } from "@/lib/runs/try/stream-try";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { TriedStep, TryChain, TryChainDone } from "./try-contract";

interface ChainTry {
  actor: Actor;
  name: string;
  plan: TryPlan & { target: ChainTarget };
  expectations: Record<string, JsonValue> | null;
  outputs: TryChain["outputs"];
  cache: boolean;
}

/**
 * Runs a chain once and streams each step as it ends. Whatever can be refused is refused before the stream begins
 * (422, 404).
 */
export async function tryChain(
  actor: Actor,
  name: string,
  input: TryChain,
  signal: AbortSignal,
): Promise<Response> {
  authorize(actor, { scope: "prompts:write", role: "editor" });
  await loadPromptOfKind(actor, name, "chain");
  const target = await loadTarget(actor, name, input);
  await requireConnections(actor, target);
  const caseRow = input.case ? await findTryCase(actor, input.case) : null;
  const plan = {
    target,
    input: { values: { ...caseRow?.input, ...input.variables } as Record<string, JsonValue> },
    expected: caseRow?.expected ?? null,
    scorers: caseRow?.scorers ?? null,
  };
  const { outputs, cache } = input;
  const expectations = caseRow?.steps ?? null;
  return streamTry(signal, (stop, send) =>
    answer({ actor, name, plan, expectations, outputs, cache }, stop, send),
  );
}

async function loadTarget(actor: Actor, name: string, input: TryChain): Promise<ChainTarget> {
  if (input.version !== undefined) {
    const target = await loadContent(actor, name, input.version);
    if (target.kind === "chain") return target;
  }
  const content = input.content ?? { steps: [] };
  const errors = (await listProblems(actor, content)).map(({ path, message }) => ({
    path: `content.${path}`,
    message,
  }));
  const [first] = errors;
  if (first) throw new AppError("invalid", first.message, { errors });
  return chainTarget(actor.projectId, content);
}

async function answer(
  { actor, name, plan, expectations, outputs, cache }: ChainTry,
  signal: AbortSignal,
  send: (event: string, data: unknown) => void,
): Promise<void> {
  const { projectId, userId } = actor;
  const models = openModels(projectId);
  const options = {
    ...{ signal, projectId, patience: shortPatience },
    models: cache ? withRecordings(models, { projectId, repeat: 1 }) : models,
  };
  const owner = { projectId, userId, promptName: name };
  try {
    const execution = await execute(plan.target, plan.input, {
      ...options,
      overrides: Object.fromEntries(
        Object.entries(outputs).map(([key, output]) => [
          key,
          { mode: "recorded" as const, output: output as JsonValue },
        ]),
      ),
      onStep: (step) => send("step", "input" in step ? triedStep(step) : step),
    });
    const calls = listCalls(execution);
    await storeModelCalls(
      { ...owner, purpose: "try" },
      calls.filter(({ recorded }) => !recorded),
    );
    if (execution.error) {
      return send("failed", { problem: problemOf(execution.error, execution.requestId) });
    }
    const judgeCalls: ModelCall[] = [];
    const onCall = (call: ModelCall) => void judgeCalls.push(call);
    const scorerModels = {
      judge: makeJudge({ ...options, onCall }),
      embed: makeEmbed({ ...options, onCall }),
    };
    const verdicts = await judgeTry(plan, execution, scorerModels, projectId);
    await storeModelCalls(
      { ...owner, purpose: "judge" },
      judgeCalls.filter(({ recorded }) => !recorded),
    );
    send("done", { ...doneOf(execution, expectations), ...verdicts });
  } catch (error) {
    log().error({ err: error }, "a try of a chain failed unexpectedly");
    const detail = "Something failed on our side. Try again in a moment.";
    const problem = { reason: "internal", detail, retryable: true, requestId: null };
    send("failed", { problem: { code: "internal", ...problem } });
  }
}

function triedStep(step: ExecutionStep): TriedStep {
  const [result] = judgeSteps([step], null).steps;
  if (!result) throw new Error("a step has a result");
  return { ...result, status: step.status, input: step.input, calls: step.calls.length };
}

function doneOf(
  execution: Execution,
  expectations: Record<string, JsonValue> | null,
): TryChainDone {
  return {
    output: execution.output,
    ...judgeSteps(execution.steps, expectations),
    ...(execution.escalatedBy === undefined ? {} : { escalatedBy: execution.escalatedBy }),
    usage: execution.usage,
    latencyMs: Math.round(execution.latencyMs ?? 0),
    calls: listCalls(execution).length,
  };
}
