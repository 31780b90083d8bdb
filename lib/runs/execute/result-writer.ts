import "server-only";
import { pool } from "@/lib/db/client";
import { type ModelCall, spentUsd } from "@/lib/executions/execution";
import { storeModelCalls } from "@/lib/executions/store-model-calls";
import { usageColumns, usageParameters, usageValues } from "@/lib/providers/usage/usage-columns";
import type { RunStatus } from "@/lib/runs/contract";
import type { ResultRow } from "./result-row";

const FLUSH_ROWS = 100;
const FLUSH_MS = 200;

/** What the run says at a flush; null: it takes no more results. */
export interface RunLine {
  status: RunStatus;
  costUsd: number | null;
}

/**
 * Stores results in batches, each with the run's counters in one statement: a result that was stored
 * already (by a worker that was thought dead) changes nothing, neither row nor counter.
 */
export class ResultWriter {
  readonly #run: { id: string; projectId: string };
  readonly #onLine: (line: RunLine | null) => void;
  #rows: ResultRow[] = [];
  #calls: ModelCall[] = [];
  #writing: Promise<void> | null = null;
  #failure: unknown = null;
  readonly #timer: NodeJS.Timeout;

  constructor(run: { id: string; projectId: string }, onLine: (line: RunLine | null) => void) {
    this.#run = run;
    this.#onLine = onLine;
    this.#timer = setInterval(() => this.#write(), FLUSH_MS);
  }

  add(row: ResultRow): void {
    this.#rows.push(row);
    if (this.#rows.length >= FLUSH_ROWS) this.#write();
  }

  addJudgeCall(call: ModelCall): void {
    this.#calls.push(call);
  }

  /** Throws what a write in the background has thrown. */
  check(): void {
    if (this.#failure) throw this.#failure;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    while (this.#writing) await this.#writing;
    if (!this.#failure) await this.#store();
    this.check();
  }

  /** One write at a time; what comes meanwhile goes with the next one. */
  #write(): void {
    if (this.#writing || this.#failure) return;
    this.#writing = this.#store()
      .catch((error: unknown) => {
        this.#failure = error;
        this.#onLine(null);
      })
      .finally(() => {
        this.#writing = null;
      });
  }

  async #store(): Promise<void> {
    const rows = this.#rows;
    const calls = this.#calls;
    this.#rows = [];
    this.#calls = [];
    const { id: runId, projectId } = this.#run;
    await storeModelCalls({ projectId, runId, purpose: "judge" }, calls);
    const judgesUsd = sum(calls.map(spentUsd));
    this.#onLine(await storeResults(runId, rows, judgesUsd));
  }
}

function sum(costs: (number | null)[]): number | null {
  const priced = costs.filter((cost) => cost !== null);
  return priced.length > 0 ? priced.reduce((total, cost) => total + cost, 0) : null;
}

const STORE = `
  with live as (
    select id from run where id = $1 and summary is null and status in ('running', 'cancelled')
    for update
  ), stored as (
    insert into run_result (run_id, case_row_id, repeat, case_id, position, outcome, output, scores, error,
      latency_ms, first_token_ms, retries, finish_reason, tool_calls, request_id, recorded,
      human_label, other_input, steps, first_wrong_step, ${usageColumns()})
    select live.id, u.case_row_id, u.repeat, u.case_id, u.position, u.outcome::"Outcome", u.output,
      u.scores::jsonb, u.error::jsonb, u.latency_ms, u.first_token_ms, u.retries, u.finish_reason,
      u.tool_calls::jsonb, u.request_id, u.recorded, u.human_label, u.other_input::jsonb, u.steps::jsonb, u.first_wrong_step, ${usageColumns("u")}
    from live, unnest($3::uuid[], $4::int[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[],
      $10::text[], $11::int[], $12::int[], $13::int[], $14::text[], $15::text[], $16::text[], $17::bool[], $18::text[],
      $19::text[], $20::text[], $21::text[], ${usageParameters(22)}) as u (case_row_id, repeat, case_id, position, outcome, output, scores, error,
      latency_ms, first_token_ms, retries, finish_reason, tool_calls, request_id, recorded,
      human_label, other_input, steps, first_wrong_step, ${usageColumns()})
    on conflict (run_id, case_row_id, repeat) do nothing
    returning outcome, retries, case when recorded then 0 else cost_usd end as cost_usd, input_tokens,
      output_tokens
  ), sums as (
    select count(*)::int as done,
      (count(*) filter (where outcome = 'passed'))::int as passed,
      (count(*) filter (where outcome = 'failed'))::int as failed,
      (count(*) filter (where outcome = 'errored'))::int as errored,
      coalesce(sum(retries), 0)::int as retries,
      coalesce(sum(input_tokens), 0)::int as input_tokens,
      coalesce(sum(output_tokens), 0)::int as output_tokens,
      sum(cost_usd) as cost_usd
    from stored
  )
  update run set
    done = run.done + sums.done, passed = run.passed + sums.passed, failed = run.failed + sums.failed,
    errored = run.errored + sums.errored, retries = run.retries + sums.retries,
    input_tokens = run.input_tokens + sums.input_tokens,
    output_tokens = run.output_tokens + sums.output_tokens,
    cost_usd = case when run.cost_usd is null and sums.cost_usd is null and $2::numeric is null then null
      else coalesce(run.cost_usd, 0) + coalesce(sums.cost_usd, 0) + coalesce($2::numeric, 0) end
  from sums, live where run.id = live.id
  returning run.status::text as status, run.cost_usd::float8 as "costUsd"`;

export async function storeResults(
  runId: string,
  rows: readonly ResultRow[],
  judgesUsd: number | null,
): Promise<RunLine | null> {
  if (rows.length === 0 && judgesUsd === null) return readLine(runId);
  const column = <T>(pick: (row: ResultRow) => T) => rows.map(pick);
  const answer = await pool.query<RunLine>({
    name: "store-results",
    text: STORE,
    values: [
      runId,
      judgesUsd,
      column((row) => row.caseRowId),
      column((row) => row.repeat),
      column((row) => row.caseId),
      column((row) => row.position),
      column((row) => row.outcome),
      column((row) => row.output),
      column((row) => JSON.stringify(row.scores)),
      column((row) => (row.error ? JSON.stringify(row.error) : null)),
      column((row) => row.latencyMs),
      column((row) => row.firstTokenMs),
      column((row) => row.retries),
      column((row) => row.finishReason),
      column((row) => JSON.stringify(row.toolCalls)),
      column((row) => row.requestId),
      column((row) => row.recorded),
      column((row) => row.humanLabel),
      column((row) => (row.otherInput ? JSON.stringify(row.otherInput) : null)),
      column((row) => (row.steps ? JSON.stringify(row.steps) : null)),
      column((row) => row.firstWrongStep),
      ...usageValues(rows.map(({ usage }) => usage)),
    ],
  });
  return answer.rows[0] ?? null;
}

async function readLine(runId: string): Promise<RunLine | null> {
  const { rows } = await pool.query<RunLine>({
    name: "run-line",
    text: `select status::text as status, cost_usd::float8 as "costUsd" from run
      where id = $1 and summary is null and status in ('running', 'cancelled')`,
    values: [runId],
  });
  return rows[0] ?? null;
}
