import type { ToolCall } from "@/lib/providers/contract";
import type { Outcome } from "@/lib/runs/contract";
import type { HumanLabel } from "@/lib/runs/recorded-output";
import type { ResultError } from "@/lib/runs/results/result-contract";
import type { Score } from "@/lib/scorers/contract";

/** A result as it is stored. */
export interface ResultRow {
  caseRowId: string;
  repeat: number;
  caseId: string;
  position: number;
  outcome: Outcome;
  output: string | null;
  scores: Score[];
  error: ResultError | null;
  latencyMs: number | null;
  firstTokenMs: number | null;
  inputTokens: number | null;
  cachedInputTokens: number | null;
  outputTokens: number | null;
  costUsd: number | null;
  retries: number;
  finishReason: string | null;
  toolCalls: ToolCall[];
  requestId: string | null;
  recorded: boolean;
  humanLabel: HumanLabel | null;
}

/** A judge's call: it costs money, and is counted apart from the answers that it judged. */
export interface JudgeCall {
  connection: string;
  model: string;
  inputTokens: number | null;
  cachedInputTokens: number | null;
  outputTokens: number | null;
  costUsd: number | null;
  latencyMs: number;
  requestId: string | null;
  error: string | null;
}
