import "server-only";
import { db } from "@/lib/db/client";
import type { CaseInput } from "@/lib/eval-sets/case-content";
import { publicCases } from "@/lib/eval-sets/visible-cases";
import { makeCandidate } from "@/lib/executions/make-candidate";
import type { JsonSchema, ToolCall, ToolDefinition } from "@/lib/providers/contract";
import type { Candidate } from "@/lib/scorers/finding";
import type { JsonValue } from "@/lib/scorers/json-value";

/** A stored answer of a development case, ready to be scored again. */
export interface StoredAnswer {
  caseRowId: string;
  caseId: string;
  repeat: number;
  candidate: Candidate;
}

interface Row {
  caseRowId: string;
  caseId: string;
  repeat: number;
  output: string;
  input: CaseInput;
  expected: JsonValue | null;
  latencyMs: number | null;
  costUsd: number | null;
  finishReason: string | null;
  toolCalls: ToolCall[];
  outputSchema: JsonSchema | null;
  tools: ToolDefinition[] | null;
}

/** The first answers of a run in the order of its cases. Never of the holdout, whoever asks. */
export async function loadStoredAnswers(runId: string, limit: number): Promise<StoredAnswer[]> {
  const rows = await db.$queryRaw<Row[]>`
    select r.case_row_id as "caseRowId", c.case_id as "caseId", r.repeat, r.output, c.input, c.expected,
      r.latency_ms as "latencyMs", r.cost_usd::float8 as "costUsd", r.finish_reason as "finishReason",
      r.tool_calls as "toolCalls", run.content -> 'outputSchema' as "outputSchema",
      run.content -> 'tools' as tools
    from run_result r join eval_case c on c.id = r.case_row_id join run on run.id = r.run_id
    where r.run_id = ${runId}::uuid and r.output is not null and ${publicCases.where}
    order by r.position, r.repeat limit ${limit}`;
  return rows.map(
    ({ caseRowId, caseId, repeat, input, expected, outputSchema, tools, ...row }) => ({
      caseRowId,
      caseId,
      repeat,
      candidate: makeCandidate(
        { ...row, usage: { costUsd: row.costUsd } },
        { input, expected, outputSchema, tools },
      ),
    }),
  );
}
