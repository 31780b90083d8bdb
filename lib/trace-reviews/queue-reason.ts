import { formatCount, formatMs, formatRate } from "@/lib/format-number";
import type { SampledTrace } from "@/lib/traces/store/sample-traces";

/** Why a rule picks a trace, in words that follow "in the queue because it". */
export function queueReason(trace: SampledTrace): string {
  switch (trace.rule) {
    case "failed":
      return failure(trace);
    case "escalated":
      return `escalated${wordsOf(trace)}`;
    case "low_score":
      return `did not pass the online scorer ${trace.failedScorer ?? ""}`.trim();
    case "slow":
      return `took ${formatMs(trace.latencyMs)}; 19 of 20 similar traces take at most ${formatMs(trace.slowMs ?? 0)}`;
    case "costly":
      return `cost ${usd(trace.costUsd ?? 0)}; 19 of 20 similar traces cost at most ${usd(trace.costlyUsd ?? 0)}`;
    case "unusual":
      return strangeness(trace);
    case "random":
      return "was drawn at random";
  }
}

function failure({ outcome, error, ...trace }: SampledTrace): string {
  if (outcome === "failed") return `failed${wordsOf(trace)}`;
  if (outcome === "fell_back") return `fell back${wordsOf(trace)}`;
  return `ended with an error: ${(error ?? "").slice(0, 120)}`;
}

/** The application says it with the trace; feedback comes later. */
function wordsOf({
  outcomeFrom,
  outcomeAt,
  endedAt,
}: Pick<SampledTrace, "outcomeFrom" | "outcomeAt" | "endedAt">) {
  if (outcomeFrom !== "feedback" || !outcomeAt) return ": the application said so with the trace";
  const minutes = Math.max(0, Math.round((outcomeAt.getTime() - endedAt.getTime()) / 60_000));
  if (minutes < 1) return ": feedback said so within a minute";
  return minutes < 120
    ? `: feedback said so after ${minutes} min`
    : `: feedback said so after ${Math.round(minutes / 60)} h`;
}

function strangeness({
  inputLength,
  longInput,
  steps,
  manySteps,
  language,
  languageShare,
}: SampledTrace) {
  if (longInput !== null && inputLength > longInput) {
    return `has a request of ${formatCount(inputLength)} characters; 99 of 100 have at most ${formatCount(longInput)}`;
  }
  if (manySteps !== null && steps > manySteps) {
    return `took ${formatCount(steps)} steps; 99 of 100 take at most ${formatCount(manySteps)}`;
  }
  return `is in a rare language (${language}, ${formatRate(languageShare)} of the traces)`;
}

const usd = (value: number): string => `$${Number(value.toPrecision(3))}`;
