import { formatUsd } from "@/lib/format-number";
import type { Cost, CostUnknown } from "@/lib/providers/usage/usage-contract";
import type { RunStatus } from "@/lib/runs/contract";
import type { OutputField } from "@/lib/runs/import/output-target";

/** `v6`, or `draft`: what a column or a legend calls a run. */
export const versionName = (version: number | null): string =>
  version === null ? "draft" : `v${version}`;

export const STATUS_TONE: Record<RunStatus, "default" | "accent" | "pass" | "fail" | "warn"> = {
  queued: "default",
  running: "accent",
  completed: "default",
  cancelled: "warn",
  failed: "fail",
};

export const scorerCount = (n: number): string => `${n} ${n === 1 ? "scorer" : "scorers"}`;

/** What a column of recorded outputs can become. */
export const FIELD_WORDS: Record<OutputField, string> = {
  case: "case id",
  output: "output",
  latencyMs: "latency, ms",
  costUsd: "cost, $",
  inputTokens: "input tokens",
  cachedInputTokens: "cached input tokens",
  outputTokens: "output tokens",
  toolCalls: "tool calls",
  error: "error",
  label: "human label",
  ignore: "skip",
};

const COST_UNKNOWN: Record<CostUnknown, string> = {
  no_price: "the model is in no price list",
  no_tokens: "the server did not count its tokens",
  unclear_tokens: "the server counted more cached tokens than tokens",
  no_answer: "there is no answer",
  not_given: "the recording does not say",
};

/** `$0.0012`, or `unknown: …` with the reason. */
export function describeCost({ costUsd, costUnknown }: Cost): string {
  if (costUsd !== null) return formatUsd(costUsd);
  return costUnknown ? `unknown: ${COST_UNKNOWN[costUnknown]}` : "unknown";
}
