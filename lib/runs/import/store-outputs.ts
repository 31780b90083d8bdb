import "server-only";
import type { Tx } from "@/lib/db/client";
import { storableJson, storableText } from "@/lib/db/storable";
import { textOf } from "@/lib/runs/recorded-output";
import { otherInputOf } from "./diff-inputs";
import type { MatchedRow } from "./match-outputs";

/**
 * A place for outputs until it is known how many there are, and with them the run. It is the transaction's own, so
 * that nobody waits for a project's next run while a file is read.
 */
export async function openStaging(tx: Tx) {
  await tx.$executeRaw`
    create temporary table staged_output (
      case_row_id uuid, repeat int, output text, tool_calls jsonb, latency_ms int, input_tokens int,
      cached_input_tokens int, output_tokens int, cost_usd numeric, error text, human_label text,
      other_input jsonb
    ) on commit drop`;
  return {
    add: (rows: readonly MatchedRow[]) => stageRows(tx, rows),
    moveTo: (runId: string) => tx.$executeRaw`
      insert into recorded_output (run_id, case_row_id, repeat, output, tool_calls, latency_ms,
        input_tokens, cached_input_tokens, output_tokens, cost_usd, error, human_label, other_input)
      select ${runId}::uuid, case_row_id, repeat, output, tool_calls, latency_ms,
        input_tokens, cached_input_tokens, output_tokens, cost_usd, error, human_label, other_input
      from staged_output`,
  };
}

async function stageRows(tx: Tx, rows: readonly MatchedRow[]): Promise<void> {
  const column = <T>(pick: (row: MatchedRow["output"]) => T) =>
    rows.map(({ output }) => pick(output));
  await tx.$executeRaw`
    insert into staged_output
    select u.case_row_id, u.repeat, u.output, u.tool_calls::jsonb, u.latency_ms, u.input_tokens,
      u.cached_input_tokens, u.output_tokens, u.cost_usd, u.error, u.human_label, u.other_input::jsonb
    from unnest(
      ${rows.map((row) => row.case.id)}::uuid[],
      ${rows.map(({ repeat }) => repeat)}::int[],
      ${column(outputOf)}::text[],
      ${column(toolCallsOf)}::text[],
      ${column(({ latencyMs }) => (typeof latencyMs === "number" ? Math.round(latencyMs) : null))}::int[],
      ${column(({ tokens }) => tokens?.input ?? null)}::int[],
      ${column(({ tokens }) => tokens?.cachedInput ?? null)}::int[],
      ${column(({ tokens }) => tokens?.output ?? null)}::int[],
      ${column(({ costUsd }) => costUsd ?? null)}::numeric[],
      ${column(({ error }) => (error ? storableText(error) : null))}::text[],
      ${column(({ label }) => label ?? null)}::text[],
      ${rows.map(otherInputText)}::text[]
    ) as u (case_row_id, repeat, output, tool_calls, latency_ms, input_tokens, cached_input_tokens,
      output_tokens, cost_usd, error, human_label, other_input)`;
}

const outputOf = ({ output }: MatchedRow["output"]): string | null =>
  (output ?? null) === null ? null : storableText(textOf(output ?? null));

function otherInputText({ differs }: MatchedRow): string | null {
  const otherInput = otherInputOf(differs);
  return otherInput && JSON.stringify(storableJson(otherInput));
}

/** As the calls of a model are stored: each has an id and arguments. */
function toolCallsOf({ toolCalls = [] }: MatchedRow["output"]): string {
  const calls = toolCalls.map(({ id, name, arguments: args }, index) => ({
    id: id ?? `call-${index + 1}`,
    name,
    arguments: args ?? null,
  }));
  return JSON.stringify(storableJson(calls));
}
