import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { execute } from "@/lib/executions/execute";
import {
  type Execution,
  type ExecutionError,
  listCalls,
  type ModelCall,
} from "@/lib/executions/execution";
import { makeCandidate } from "@/lib/executions/make-candidate";
import { makeEmbed } from "@/lib/executions/make-embed";
import { makeJudge } from "@/lib/executions/make-judge";
import { openModels } from "@/lib/executions/open-models";
import { withRecordings } from "@/lib/executions/recorded-answers";
import { shortPatience } from "@/lib/executions/retry-policy";
import { storeModelCalls } from "@/lib/executions/store-model-calls";
import { log } from "@/lib/http/log";
import { loadJudgeDefinitions } from "@/lib/judges/load-definitions";
import { listModels, outputSchemaOf, toolsOf } from "@/lib/prompts/versioned-content";
import { requireConnection } from "@/lib/runs/require-connection";
import { answerOutcome } from "@/lib/scorers/answer-outcome";
import { listJudgeNames } from "@/lib/scorers/may-vote";
import type { Judge } from "@/lib/scorers/score/judge-request";
import { scoreAnswer } from "@/lib/scorers/score/score-output";
import type { Embed } from "@/lib/scorers/score/score-similar";
import { planTry, type TryPlan } from "./plan-try";
import type { TryDone, TryFailed, TryPrompt, TryText } from "./try-contract";

interface TryEvents {
  text: TryText;
  done: TryDone;
  failed: TryFailed;
}

type Send = <Name extends keyof TryEvents>(event: Name, data: TryEvents[Name]) => void;

const HEARTBEAT_MS = 15_000;

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
  const gone = new AbortController();
  const stop = AbortSignal.any([signal, gone.signal]);
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (text: string) => {
        if (!stop.aborted) controller.enqueue(encoder.encode(text));
      };
      const beat = setInterval(() => write(": waiting\n\n"), HEARTBEAT_MS);
      const send: Send = (event, data) =>
        write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      await answer({ actor, name, plan, cache: input.cache, signal: stop }, send);
      clearInterval(beat);
      if (!gone.signal.aborted) controller.close();
    },
    cancel: () => gone.abort(),
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

const encoder = new TextEncoder();

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
    const verdicts = await verdictsOf(plan, execution, models, projectId);
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

async function verdictsOf(
  { target, input, expected, scorers }: TryPlan,
  execution: Execution,
  models: { judge: Judge; embed: Embed },
  projectId: string,
) {
  if (!scorers) return {};
  const question = {
    input: input.values,
    expected,
    outputSchema: outputSchemaOf(target),
    tools: toolsOf(target),
  };
  const candidate = makeCandidate(execution, question);
  const judges = await loadJudgeDefinitions(projectId, listJudgeNames(scorers));
  const verdicts = await scoreAnswer(scorers, { ...candidate, ...models, judges }, projectId);
  return { verdicts, outcome: answerOutcome({ callFailed: false, scores: verdicts }) };
}

function problemOf(
  { reason, message: detail, retryable }: ExecutionError,
  requestId: string | null,
): TryFailed["problem"] {
  return { code: "provider_failed", reason, detail, retryable, requestId };
}
