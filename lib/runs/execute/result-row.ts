import type { ToolCall } from "@/lib/providers/contract";
import type { Usage } from "@/lib/providers/usage/usage-contract";
import type { Outcome } from "@/lib/runs/contract";
import type { HumanLabel } from "@/lib/runs/recorded-output";
import type { ResultError } from "@/lib/runs/results/result-contract";
import type { StepResult } from "@/lib/runs/step-contract";
import type { Score } from "@/lib/scorers/contract";
import type { JsonValue } from "@/lib/scorers/json-value";

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
  usage: Usage;
  retries: number;
  finishReason: string | null;
  toolCalls: ToolCall[];
  requestId: string | null;
  recorded: boolean;
  humanLabel: HumanLabel | null;
  otherInput: Record<string, JsonValue> | null;
  /** Of a chain; null of a prompt. */
  steps: StepResult[] | null;
  firstWrongStep: string | null;
}
