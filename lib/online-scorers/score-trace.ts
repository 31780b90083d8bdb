import "server-only";
import { db } from "@/lib/db/client";
import { contentOf } from "@/lib/prompts/load-prompt";
import { promptNamed } from "@/lib/prompts/prompt-named";
import { CALL_TIMEOUT_MS } from "@/lib/runs/execute/call-model";
import { makeRunModels } from "@/lib/runs/execute/run-models";
import { storableText } from "@/lib/runs/execute/storable";
import { scorerContext } from "@/lib/runs/scorer-context";
import type { Score, ScorerSpec } from "@/lib/scorers/contract";
import type { Candidate } from "@/lib/scorers/finding";
import { isJsonObject, type JsonValue } from "@/lib/scorers/json-value";
import type { Judge } from "@/lib/scorers/score/judge-prompt";
import { scoreOutput } from "@/lib/scorers/score/score-output";
import type { TraceDetail } from "@/lib/traces/contract";
import type { Message } from "@/lib/traces/span";

export interface ScoredTrace {
  score: Score;
  /** Of the judge's calls; null: at least one whose price is not known. */
  costUsd: number | null;
}

/** One scorer's word on one trace. Without an answer to look at it says so instead of failing the trace. */
export async function scoreTrace(
  projectId: string,
  spec: ScorerSpec,
  trace: TraceDetail,
  signal: AbortSignal,
): Promise<ScoredTrace> {
  const output = answerOf(trace);
  if (output === null && spec.kind !== "latency" && spec.kind !== "cost") {
    const reason = "The trace has no answer; its content may not be captured.";
    return {
      score: {
        scorer: spec.name ?? spec.kind,
        kind: spec.kind,
        status: "not_measured",
        value: null,
        passed: null,
        reason,
      },
      costUsd: 0,
    };
  }
  let costUsd: number | null = 0;
  const judge = makeJudge(projectId, signal, (cost) => {
    costUsd = costUsd === null || cost === null ? null : costUsd + cost;
  });
  const candidate = await toCandidate(projectId, trace, output ?? "");
  const score = await scoreOutput(spec, { ...candidate, judge }, projectId);
  return { score: { ...score, reason: storableText(score.reason) }, costUsd };
}

async function toCandidate(
  projectId: string,
  trace: TraceDetail,
  output: string,
): Promise<Candidate> {
  const last = trace.steps.filter(({ kind }) => kind === "llm").at(-1);
  const input = trace.input as JsonValue;
  return {
    output,
    expected: null,
    input: isJsonObject(input) ? input : { input },
    latencyMs: trace.latencyMs,
    costUsd: trace.costUsd,
    finishReason: last?.finishReason ?? null,
    toolCalls: trace.steps
      .filter(({ kind }) => kind === "tool")
      .map(({ name, input: given }) => ({ name, arguments: (given ?? null) as JsonValue })),
    ...(await contextOf(projectId, trace)),
  };
}

/** Of the version that the trace names, where there is one. */
async function contextOf(
  projectId: string,
  { prompt, version }: TraceDetail,
): Promise<Pick<Candidate, "context">> {
  if (prompt === null || version === null) return {};
  const row = await db.promptVersion.findFirst({
    where: { number: version, prompt: { projectId, ...promptNamed(prompt) } },
  });
  return row ? { context: scorerContext(contentOf(row)) } : {};
}

/** The trace's own output, or what the last call of a model answered; null: neither is known. */
function answerOf(trace: TraceDetail): string | null {
  const output = (trace.output ?? null) as JsonValue;
  if (output !== null) return textOf(output);
  const last = trace.steps.filter(({ kind }) => kind === "llm").at(-1);
  const lastOutput = (last?.output ?? null) as JsonValue;
  return lastOutput === null ? null : textOf(lastOutput);
}

function textOf(value: JsonValue): string {
  if (typeof value === "string") return value;
  const messages = Array.isArray(value) ? (value as unknown as Message[]) : [];
  const answer = messages.filter((one) => one?.role === "assistant").at(-1)?.content;
  return typeof answer === "string" ? answer : JSON.stringify(value);
}

function makeJudge(
  projectId: string,
  signal: AbortSignal,
  onCost: (costUsd: number | null) => void,
): Judge {
  const models = makeRunModels(projectId);
  return async ({ messages, schema, model }) => {
    if (!model) throw new Error("The scorer names no model to judge with.");
    const opened = await models(model.provider);
    if (!opened) throw new Error(`The model connection “${model.provider}” does not exist.`);
    const request = { model: model.name, messages, settings: {}, outputSchema: schema };
    const response = await opened.provider.complete(request, {
      signal,
      timeoutMs: CALL_TIMEOUT_MS,
    });
    onCost(response.costUsd);
    return response.text;
  };
}
