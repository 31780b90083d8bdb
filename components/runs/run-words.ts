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
