import "server-only";
import { pool } from "@/lib/db/client";
import type { Execution } from "@/lib/executions/execution";
import { unknownUsage } from "@/lib/providers/usage/usage";
import { selectReportedUsage } from "@/lib/providers/usage/usage-columns";
import type { ReportedUsage } from "@/lib/providers/usage/usage-contract";
import type { HumanLabel } from "@/lib/runs/recorded-output";
import type { JsonValue } from "@/lib/scorers/json-value";
import { type RunCase, unitKey } from "./run-cases";

/** What was imported for one repeat of a case, as if it had been executed here. */
export interface RecordedExecution {
  execution: Execution;
  humanLabel: HumanLabel | null;
  /** Members of its input that differ from the case's. */
  otherInput: Record<string, JsonValue> | null;
}

/** By `unitKey`. */
export type RecordedOutputs = ReadonlyMap<string, RecordedExecution>;

interface Row extends Pick<Execution, "output" | "toolCalls" | "latencyMs">, ReportedUsage {
  id: string;
  repeat: number;
  error: string | null;
  humanLabel: HumanLabel | null;
  otherInput: RecordedExecution["otherInput"];
}

export async function loadRecordedOutputs(
  runId: string,
  cases: readonly RunCase[],
): Promise<RecordedOutputs> {
  const { rows } = await pool.query<Row>({
    name: "recorded-outputs",
    text: `select case_row_id as id, repeat, output, tool_calls as "toolCalls", latency_ms as "latencyMs",
        ${selectReportedUsage("recorded_output")}, error, human_label as "humanLabel",
        other_input as "otherInput"
      from recorded_output where run_id = $1 and case_row_id = any($2::uuid[])`,
    values: [runId, cases.map(({ id }) => id)],
  });
  return new Map(
    rows.map(({ humanLabel, otherInput, ...row }) => [
      unitKey(row.id, row.repeat),
      { execution: executionOf(row), humanLabel, otherInput },
    ]),
  );
}

/** What was not imported is unknown. */
function executionOf({
  output,
  toolCalls,
  latencyMs,
  error,
  ...row
}: Omit<Row, "humanLabel" | "otherInput">): Execution {
  const { inputTokens, cachedInputTokens, outputTokens, costUsd } = row;
  return {
    output,
    toolCalls,
    steps: [],
    usage: {
      ...unknownUsage("not_given"),
      ...{ inputTokens, cachedInputTokens, outputTokens, costUsd },
      ...(costUsd === null ? {} : { costUnknown: null }),
    },
    latencyMs,
    firstTokenMs: null,
    finishReason: null,
    answeredBy: null,
    requestId: null,
    retries: 0,
    recorded: false,
    error:
      error === null && output !== null
        ? null
        : {
            reason: "recorded",
            message: error ?? "No output was recorded.",
            status: null,
            retryable: false,
          },
  };
}
