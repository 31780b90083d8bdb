import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { execute } from "@/lib/executions/execute";
import { type Execution, listCalls, type ModelCall } from "@/lib/executions/execution";
import { makeEmbed } from "@/lib/executions/make-embed";
import { makeJudge } from "@/lib/executions/make-judge";
import { openModels } from "@/lib/executions/open-models";
import { withRecordings } from "@/lib/executions/recorded-answers";
import { shortPatience } from "@/lib/executions/retry-policy";
import { storeModelCalls } from "@/lib/executions/store-model-calls";
import { log } from "@/lib/http/log";
import { listModels } from "@/lib/prompts/versioned-content";
import { requireConnection } from "@/lib/runs/require-connection";
import { judgeTry, problemOf } from "./judge-try";
import { planTry, type TryPlan } from "./plan-try";
import { streamTry } from "./stream-try";
import type { TryDone, TryFailed, TryPrompt, TryText } from "./try-contract";

interface TryEvents {
  text: TryText;
  done: TryDone;
  failed: TryFailed;
}

type Send = <Name extends keyof TryEvents>(event: Name, data: TryEvents[Name]) => void;

/**
 * Asks the model once and streams the answer. Whatever can be refused is refused before the stream begins
 * (422, 404); few attempts are made, since a person is waiting. The call ends when the reader goes away.
 */
export async function tryPrompt(
  actor: Actor,
  name: string,
  input: TryPrompt,
  signal: AbortSignal,
): Promise<Response> {
  authorize(actor, { scope: "prompts:write", role: "editor" });
  const plan = await planTry(actor, name, input);
  for (const { provider } of listModels(plan.target)) {
    await requireConnection(actor, provider, "content.model.provider");
  }
  return streamTry(signal, (stop, send) =>
    answer({ actor, name, plan, cache: input.cache, signal: stop }, send as Send),
  );
}

interface Try {
  actor: Actor;
  name: string;
  plan: TryPlan;
  cache: boolean;
  signal: AbortSignal;
}

async function answer({ actor, name, plan, cache, signal }: Try, send: Send): Promise<void> {
  const { projectId, userId } = actor;
  const models = openModels(projectId);
  const options = {
    signal,
    projectId,
    patience: shortPatience,
    models: cache ? withRecordings(models, { projectId, repeat: 1 }) : models,
  };
  const owner = { projectId, userId, promptName: name };
  try {
    const execution = await execute(plan.target, plan.input, {
      ...options,
      onText: (delta) => send("text", { delta }),
    });
    const calls = listCalls(execution).filter(({ recorded }) => !recorded);
    await storeModelCalls({ ...owner, purpose: "try" }, calls);
    if (execution.error)
      return send("failed", { problem: problemOf(execution.error, execution.requestId) });
    const judgeCalls: ModelCall[] = [];
    const modelOptions = { ...options, onCall: (call: ModelCall) => void judgeCalls.push(call) };
    const models = { judge: makeJudge(modelOptions), embed: makeEmbed(modelOptions) };
    const verdicts = await judgeTry(plan, execution, models, projectId);
    const paidCalls = judgeCalls.filter(({ recorded }) => !recorded);
    await storeModelCalls({ ...owner, purpose: "judge" }, paidCalls);
    send("done", { ...doneOf(execution), ...verdicts });
  } catch (error) {
    log().error({ err: error }, "a try failed unexpectedly");
    const detail = "Something failed on our side. Try again in a moment.";
    const problem = { reason: "internal", detail, retryable: true, requestId: null };
    send("failed", { problem: { code: "internal", ...problem } });
  }
}

function doneOf(execution: Execution): TryDone {
  const { output, toolCalls, finishReason, usage, answeredBy, recorded } = execution;
  return {
    text: output ?? "",
    toolCalls,
    finishReason: finishReason ?? "other",
    usage,
    latencyMs: Math.round(execution.latencyMs ?? 0),
    firstTokenMs: execution.firstTokenMs === null ? null : Math.round(execution.firstTokenMs),
    model: answeredBy ?? "",
    recorded,
  };
}
