import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { log } from "@/lib/http/log";
import type { ModelRequest, ModelResponse, Provider } from "@/lib/providers/provider";
import { isProviderError } from "@/lib/providers/provider-error";
import { CALL_TIMEOUT_MS } from "@/lib/runs/execute/call-model";
import { makeRunModels, withRecordings } from "@/lib/runs/execute/run-models";
import { storableJson, storableText } from "@/lib/runs/execute/storable";
import { requireConnection } from "@/lib/runs/require-connection";
import { scorerContext } from "@/lib/runs/scorer-context";
import { answerOutcome } from "@/lib/scorers/answer-outcome";
import type { Candidate } from "@/lib/scorers/finding";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { Judge } from "@/lib/scorers/score/judge-prompt";
import { scoreAnswer } from "@/lib/scorers/score/score-output";
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
 * (422, 404); one attempt is made, since a person is waiting. The call ends when the reader goes away.
 */
export async function tryPrompt(
  actor: Actor,
  name: string,
  input: TryPrompt,
  signal: AbortSignal,
): Promise<Response> {
  authorize(actor, { scope: "prompts:write", role: "editor" });
  const plan = await planTry(actor, name, input);
  const { provider } = plan.content.model;
  await requireConnection(actor, provider, "content.model.provider");
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
      await answer(actor, name, plan, input.cache, stop, send);
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

async function answer(
  actor: Actor,
  name: string,
  plan: TryPlan,
  cache: boolean,
  signal: AbortSignal,
  send: Send,
): Promise<void> {
  const models = makeRunModels(actor.projectId);
  const call = callOf(actor, name, plan.content.model.provider, "try");
  const startedAt = performance.now();
  try {
    const opened = await models(plan.content.model.provider);
    if (!opened) throw new Error("The connection was removed a moment ago.");
    const provider: Pick<Provider, "complete"> = cache
      ? withRecordings(opened, { projectId: actor.projectId, repeat: 1 })
      : opened.provider;
    const response = await provider.complete(plan.request, {
      signal,
      timeoutMs: CALL_TIMEOUT_MS,
      onText: (delta) => send("text", { delta }),
    });
    if (!response.recorded) await call.answered(plan.request, response);
    const judge = makeTryJudge(actor, name, models, signal);
    send("done", {
      ...summaryOf(response),
      ...(await verdictsOf(plan, response, judge, actor.projectId)),
    });
  } catch (error) {
    await call.failed(plan.request, error, performance.now() - startedAt);
    send("failed", { problem: problemOf(error) });
  }
}

function summaryOf(response: ModelResponse): TryDone {
  const { text, toolCalls, finishReason, usage, costUsd, model, recorded = false } = response;
  const firstTokenMs =
    response.timeToFirstTokenMs === null ? null : Math.round(response.timeToFirstTokenMs);
  const latencyMs = Math.round(response.latencyMs);
  return {
    text,
    toolCalls,
    finishReason,
    usage,
    costUsd,
    latencyMs,
    firstTokenMs,
    model,
    recorded,
  };
}

async function verdictsOf(plan: TryPlan, response: ModelResponse, judge: Judge, projectId: string) {
  if (!plan.scorers) return {};
  const candidate: Candidate = {
    output: response.text,
    expected: plan.expected,
    input: plan.input,
    latencyMs: response.latencyMs,
    costUsd: response.costUsd,
    finishReason: response.finishReason,
    toolCalls: response.toolCalls.map((each) => ({
      name: each.name,
      arguments: (each.arguments ?? null) as JsonValue,
    })),
    context: scorerContext(plan.content),
  };
  const verdicts = await scoreAnswer(plan.scorers, { ...candidate, judge }, projectId);
  return { verdicts, outcome: answerOutcome({ callFailed: false, scores: verdicts }) };
}

function makeTryJudge(
  actor: Actor,
  name: string,
  models: ReturnType<typeof makeRunModels>,
  signal: AbortSignal,
): Judge {
  return async ({ messages, schema, model }) => {
    if (!model) throw new Error("The scorer names no model to judge with.");
    const opened = await models(model.provider);
    if (!opened) throw new Error(`The model connection “${model.provider}” does not exist.`);
    const call = callOf(actor, name, model.provider, "judge");
    const request = { model: model.name, messages, settings: {}, outputSchema: schema };
    const startedAt = performance.now();
    try {
      const response = await opened.provider.complete(request, {
        signal,
        timeoutMs: CALL_TIMEOUT_MS,
      });
      await call.answered(request, response);
      return response.text;
    } catch (error) {
      await call.failed(request, error, performance.now() - startedAt);
      throw error;
    }
  };
}

/** Keeps what a call cost and took, whether it was answered or not. */
function callOf(actor: Actor, promptName: string, connection: string, purpose: "try" | "judge") {
  const base = {
    projectId: actor.projectId,
    userId: actor.userId,
    purpose,
    connection,
    promptName,
  };
  return {
    async answered({ model }: ModelRequest, response: ModelResponse) {
      const { inputTokens, cachedInputTokens, outputTokens } = response.usage;
      const { latencyMs, firstTokenMs } = summaryOf(response);
      await db.modelCall.create({
        data: {
          ...base,
          model,
          inputTokens,
          cachedInputTokens,
          outputTokens,
          costUsd: response.costUsd,
          latencyMs,
          firstTokenMs,
          finishReason: response.finishReason,
          toolCalls: json(storableJson(response.toolCalls)),
          requestId: response.requestId,
        },
      });
    },
    async failed({ model }: ModelRequest, error: unknown, latencyMs: number) {
      const isExpected = isProviderError(error);
      if (!isExpected) log().error({ err: error }, "a try failed unexpectedly");
      const message = isExpected ? storableText(error.message) : "Something failed on our side.";
      const requestId = isExpected ? error.requestId : null;
      const data = { ...base, model, latencyMs: Math.round(latencyMs), error: message, requestId };
      await db.modelCall.create({ data });
    },
  };
}

function problemOf(error: unknown): TryFailed["problem"] {
  if (isProviderError(error)) {
    const { reason, message: detail, retryable, requestId } = error;
    return { code: "provider_failed", reason, detail, retryable, requestId };
  }
  const detail = "Something failed on our side. Try again in a moment.";
  return { code: "internal", reason: "internal", detail, retryable: true, requestId: null };
}
