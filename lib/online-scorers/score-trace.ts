import "server-only";
import { storableText } from "@/lib/db/storable";
import { type ModelCall, spentUsd } from "@/lib/executions/execution";
import { makeCandidate } from "@/lib/executions/make-candidate";
import { makeEmbed } from "@/lib/executions/make-embed";
import { makeJudge } from "@/lib/executions/make-judge";
import { openModels } from "@/lib/executions/open-models";
import { shortPatience } from "@/lib/executions/retry-policy";
import { loadJudgeDefinitions } from "@/lib/judges/load-definitions";
import { findContent } from "@/lib/prompts/load-content";
import { outputSchemaOf, toolsOf } from "@/lib/prompts/versioned-content";
import type { Score, ScorerSpec } from "@/lib/scorers/contract";
import type { Candidate } from "@/lib/scorers/finding";
import { isJsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { listJudgeNames } from "@/lib/scorers/may-vote";
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
  const modelOptions = {
    signal,
    models: openModels(projectId),
    // A trace that cannot be judged now must not hold up all others.
    patience: shortPatience,
    onCall: (call: ModelCall) => {
      if (call.error) return;
      const callUsd = spentUsd(call);
      costUsd = costUsd === null || callUsd === null ? null : costUsd + callUsd;
    },
  };
  const models = { judge: makeJudge(modelOptions), embed: makeEmbed(modelOptions) };
  const candidate = await candidateOf(projectId, trace, output);
  const judges = await loadJudgeDefinitions(projectId, listJudgeNames([spec]));
  const score = await scoreOutput(spec, { ...candidate, ...models, judges }, projectId);
  return { score: { ...score, reason: storableText(score.reason) }, costUsd };
}

async function candidateOf(
  projectId: string,
  trace: TraceDetail,
  output: string | null,
): Promise<Candidate> {
  const { steps, costUsd, latencyMs } = trace;
  const content = await findContent(projectId, trace);
  const last = steps.filter(({ kind }) => kind === "llm").at(-1);
  const toolCalls = steps
    .filter(({ kind }) => kind === "tool")
    .map(({ name, input: args }) => ({ name, arguments: args }));
  const input = trace.input as JsonValue;
  return makeCandidate(
    { output, toolCalls, usage: { costUsd }, latencyMs, finishReason: last?.finishReason ?? null },
    {
      input: isJsonObject(input) ? input : { input },
      expected: null,
      outputSchema: content && outputSchemaOf(content),
      tools: content && toolsOf(content),
    },
  );
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
