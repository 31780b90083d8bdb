import "server-only";
import { pool } from "@/lib/db/client";
import type { ToolCall } from "@/lib/providers/contract";
import type { HumanLabel } from "@/lib/runs/recorded-output";
import type { RunPlan } from "./load-run-plan";
import { type RunCase, unitKey } from "./run-cases";

/** An output that was imported for one repeat of a case. */
export interface Recording {
  output: string | null;
  toolCalls: ToolCall[];
  latencyMs: number | null;
  inputTokens: number | null;
  cachedInputTokens: number | null;
  outputTokens: number | null;
  costUsd: number | null;
  error: string | null;
  humanLabel: HumanLabel | null;
}

/** By `unitKey`. */
export type Recordings = ReadonlyMap<string, Recording>;

/** What was imported for these cases; nothing for a run that calls a model. */
export async function loadRecordings(
  plan: Pick<RunPlan, "id" | "recorded">,
  cases: readonly RunCase[],
): Promise<Recordings> {
  if (!plan.recorded) return new Map();
  const { rows } = await pool.query<Recording & { id: string; repeat: number }>({
    name: "run-recordings",
    text: `select case_row_id as id, repeat, output, tool_calls as "toolCalls", latency_ms as "latencyMs",
        input_tokens as "inputTokens", cached_input_tokens as "cachedInputTokens",
        output_tokens as "outputTokens", cost_usd::float8 as "costUsd", error,
        human_label as "humanLabel"
      from recorded_output where run_id = $1 and case_row_id = any($2::uuid[])`,
    values: [plan.id, cases.map(({ id }) => id)],
  });
  return new Map(rows.map(({ id, repeat, ...recording }) => [unitKey(id, repeat), recording]));
}
