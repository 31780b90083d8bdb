import type { Outcome } from "@/lib/runs/contract";

/** One answer of a run, without its text. `passes`: by scorer; null: the scorer could not say. */
export interface RunAnswer {
  repeat: number;
  outcome: Outcome;
  passes: Readonly<Record<string, boolean | null>>;
  callFailed: boolean;
  latencyMs: number | null;
  inputTokens: number | null;
  outputTokens: number | null;
  toolCalls: number;
  costUsd: number | null;
  retries: number;
}

/** One case of a run with the answers of its repeats. */
export interface RunCase {
  caseRowId: string;
  segments: readonly string[];
  answers: readonly RunAnswer[];
}

/** How a run's answers are read: by a scorer, by all of the set's scorers, or as the run judged them. */
export type PassedBy = { scorers: readonly string[] } | "outcome";
