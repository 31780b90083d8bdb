import "server-only";
import { Prisma } from "@/lib/db/client";
import { LEAST_SIMILAR, type Trace, type TraceStanding } from "../contract";
import { boundedRead } from "./bounded-read";

const MEASURES = ["latencyMs", "firstTokenMs", "inputTokens", "outputTokens", "costUsd"] as const;
type Measure = (typeof MEASURES)[number];
const COLUMN: Record<Measure, Prisma.Sql> = {
  latencyMs: Prisma.sql`latency_ms::float8`,
  firstTokenMs: Prisma.sql`first_token_ms::float8`,
  inputTokens: Prisma.sql`input_tokens::float8`,
  outputTokens: Prisma.sql`output_tokens::float8`,
  costUsd: Prisma.sql`cost_usd::float8`,
};
const DAYS = 7;
const MOST_LIKE = 1_000;

/** Where a trace stands among like ones; see TraceStanding. */
export async function loadStanding(projectId: string, trace: Trace): Promise<TraceStanding> {
  const to = new Date(trace.startedAt);
  const from = new Date(to.getTime() - DAYS * 86_400_000);
  const { prompt, version, environment } = trace;
  const { sql } = Prisma;
  const is = (column: Prisma.Sql, value: string | number | null, type: Prisma.Sql) =>
    value === null ? sql`${column} is null` : sql`${column} = ${value}::${type}`;
  const parts = MEASURES.map((measure) => {
    const column = COLUMN[measure];
    const value = trace[measure];
    return sql`select ${measure} as measure, count(${column})::int as n,
      percentile_cont(0.05) within group (order by ${column}) as p5,
      percentile_cont(0.5) within group (order by ${column}) as p50,
      percentile_cont(0.95) within group (order by ${column}) as p95,
      (count(*) filter (where ${column} < ${value}::float8)
        + 0.5 * count(*) filter (where ${column} = ${value}::float8))::float8 as below
      from alike`;
  });
  const rows = await boundedRead<{
    measure: Measure;
    n: number;
    p5: number | null;
    p50: number | null;
    p95: number | null;
    below: number;
    all: number;
  }>(sql`
    with alike as materialized (
      select latency_ms, first_token_ms, input_tokens, output_tokens, cost_usd from trace
      where project_id = ${projectId}::uuid and ${is(sql`prompt`, prompt, sql`text`)}
        and ${is(sql`version`, version, sql`int`)} and ${is(sql`environment`, environment, sql`text`)}
        and started_at >= ${from}::timestamptz and started_at <= ${to}::timestamptz
        and id <> ${trace.id} and error is null
      order by started_at desc limit ${MOST_LIKE}
    )
    select measures.*, (select count(*)::int from alike) as "all"
    from (${Prisma.join(parts, " union all ")}) measures`);
  return {
    like: {
      prompt,
      version,
      environment,
      from: from.toISOString(),
      to: to.toISOString(),
      n: rows[0]?.all ?? 0,
    },
    measures: MEASURES.map((measure) => {
      const {
        n = 0,
        p5 = null,
        p50 = null,
        p95 = null,
        below = 0,
      } = rows.find((row) => row.measure === measure) ?? {};
      const value = trace[measure];
      if (n < LEAST_SIMILAR)
        return { measure, value, n, p5: null, p50: null, p95: null, below: null };
      // What failed on the way took and cost less for no good reason.
      const hasPlace = value !== null && trace.error === null;
      return { measure, value, n, p5, p50, p95, below: hasPlace ? below / n : null };
    }),
  };
}
