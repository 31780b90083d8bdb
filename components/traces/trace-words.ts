import { formatCount, formatMs, formatRate, formatUsd } from "@/lib/format-number";
import type { TraceStanding } from "@/lib/traces/contract";
import type { RequestOutcome, StepKind } from "@/lib/traces/span";

export const OUTCOME_LABEL: Record<RequestOutcome, string> = {
  succeeded: "succeeded",
  failed: "failed",
  escalated: "escalated",
  fell_back: "fell back",
};

export const KIND_LABEL: Record<StepKind, string> = {
  llm: "model call",
  retrieval: "retrieval",
  tool: "tool",
  route: "route",
  validate: "validation",
  other: "step",
};

/** Enough of an id to tell traces of a page apart; the whole one is in the title and the address. */
export const shortId = (id: string): string => (id.length > 12 ? id.slice(0, 8) : id);

export const traceHref = (project: string, id: string, step?: string | null): string =>
  `/${project}/traces/${encodeURIComponent(id)}${step ? `?step=${encodeURIComponent(step)}` : ""}`;

export const promptHref = (project: string, prompt: string): string =>
  `/${project}/prompts/${encodeURIComponent(prompt)}`;

export type Measure = TraceStanding["measures"][number]["measure"];

export const MEASURE: Record<
  Measure,
  { label: string; format: (value: number) => string; more: string; less: string }
> = {
  latencyMs: { label: "Latency", format: formatMs, more: "slower", less: "faster" },
  firstTokenMs: { label: "Time to first token", format: formatMs, more: "slower", less: "faster" },
  inputTokens: { label: "Input tokens", format: formatCount, more: "longer", less: "shorter" },
  outputTokens: { label: "Output tokens", format: formatCount, more: "longer", less: "shorter" },
  costUsd: { label: "Cost", format: formatUsd, more: "dearer", less: "cheaper" },
};

/** `slower than 97 %` of similar traces; null when that cannot be said. */
export function standingWords(measure: Measure, below: number | null): string | null {
  if (below === null) return null;
  const { more, less } = MEASURE[measure];
  const isMore = below >= 0.5;
  const share = isMore ? below : 1 - below;
  return `${isMore ? more : less} than ${share >= 0.995 ? "all" : formatRate(share, 0)}`;
}
