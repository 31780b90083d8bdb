import "server-only";
import { db, Prisma, pool } from "@/lib/db/client";
import { EMPTY_SKETCH, type LogSketch } from "@/lib/stats/log-sketch";
import { loadUnitGroups, type UnitGroup } from "./load-unit-groups";
import type { RollupQuery } from "./rollup-query";
import { DIMENSION_COLUMN, type RollupDimension, rollupScope } from "./rollup-scope";
import { rollupsFromRows } from "./rollup-sql";
import { SketchSum } from "./sketch-bytes";

/** Stands for all traces where a segment's id stands otherwise. */
export const ALL_TRACES = "00000000-0000-0000-0000-000000000000";

/** Counts and sums over some traces: rollup rows, added up. */
export interface RollupSums {
  traces: number;
  succeeded: number;
  failed: number;
  escalated: number;
  fellBack: number;
  errored: number;
  retried: number;
  retries: number;
  toolCalls: number;
  toolCallsSquares: number;
  inputTokens: number;
  inputTokensSquares: number;
  cachedInputTokens: number;
  outputTokens: number;
  outputTokensSquares: number;
  /** Traces that had the figure. */
  tokensN: number;
  costUsd: number;
  costSquares: number;
  costN: number;
  successCostUsd: number;
  successCostN: number;
  /** Of traces whose outcome is known. */
  knownCostUsd: number;
  knownCostSquares: number;
  knownCostN: number;
  /** Traces that name their unit. */
  withUnit: number;
  /** At least the square root of the sum, over these units, of the square of how many traces each has. */
  unitNorm: number;
  /**
   * Sums by groups of units over the whole days that the read touches. All parts of one read by time share
   * them; null where they were not asked for.
   */
  units: readonly UnitGroup[] | null;
  latency: LogSketch;
}

export interface RollupGroup {
  segmentId: string;
  at: Date | null;
  /** Empty text: the traces did not say. */
  key: Partial<Record<RollupDimension, string>>;
  sums: RollupSums;
}

type Row = Omit<RollupSums, "latency" | "units"> & {
  segmentId: string;
  at: Date | null;
  sketches: Buffer | null;
} & Partial<Record<RollupDimension, string>>;

/** Charts, headlines and alerts read these rows only, never traces: so they cost the same at any number of them. */
export async function loadRollups(query: RollupQuery): Promise<RollupGroup[]> {
  if (query.segmentIds.length === 0) return [];
  const by = query.by ?? [];
  const sketchSum = new SketchSum();
  const [rows, unitsOf] = await Promise.all([
    loadRows(query),
    query.withUnits ? loadUnitGroups(query) : null,
  ]);
  return rows.map(({ segmentId, at, sketches, ...row }) => {
    const { prompt: _p, version: _v, environment: _e, arm: _a, model: _m, ...sums } = row;
    const key = Object.fromEntries(by.map((one) => [one, row[one] ?? ""]));
    const latency = sketches ? sketchSum.add(sketches).take() : EMPTY_SKETCH;
    return {
      segmentId,
      at,
      key,
      sums: { ...sums, units: unitsOf?.(segmentId, key) ?? null, latency },
    };
  });
}

/** One row for each group. Its sketches come one after the other, as they are, and are added up here. */
async function loadRows(query: RollupQuery): Promise<Row[]> {
  const { columns, groups } = dimensionsOf(query);
  const sketches = query.withLatency
    ? Prisma.sql`string_agg(r.latency_sketch, ''::bytea)`
    : Prisma.sql`null::bytea`;
  const { text, values } = Prisma.sql`
    select ${columns},
      sum(r.traces)::float8 as traces,
      sum(r.succeeded)::float8 as succeeded,
      sum(r.failed)::float8 as failed,
      sum(r.escalated)::float8 as escalated,
      sum(r.fell_back)::float8 as "fellBack",
      sum(r.errored)::float8 as errored,
      sum(r.retried)::float8 as retried,
      sum(r.retries)::float8 as retries,
      sum(r.tool_calls)::float8 as "toolCalls",
      sum(r.tool_calls_squares)::float8 as "toolCallsSquares",
      sum(r.input_tokens::float8) as "inputTokens",
      sum(r.input_tokens_squares)::float8 as "inputTokensSquares",
      sum(r.cached_input_tokens::float8) as "cachedInputTokens",
      sum(r.output_tokens::float8) as "outputTokens",
      sum(r.output_tokens_squares)::float8 as "outputTokensSquares",
      sum(r.tokens_n)::float8 as "tokensN",
      sum(r.cost_usd::float8) as "costUsd",
      sum(r.cost_squares)::float8 as "costSquares",
      sum(r.cost_n)::float8 as "costN",
      sum(r.success_cost_usd::float8) as "successCostUsd",
      sum(r.success_cost_n)::float8 as "successCostN",
      sum(r.known_cost_usd::float8) as "knownCostUsd",
      sum(r.known_cost_squares)::float8 as "knownCostSquares",
      sum(r.known_cost_n)::float8 as "knownCostN",
      sum(r.with_unit)::float8 as "withUnit",
      sum(sqrt(r.unit_squares))::float8 as "unitNorm",
      ${sketches} as sketches
    from ${sourceOf(query)} r
    where ${rollupScope(query)} and r.hour >= ${query.from} and r.hour < ${query.to}
    group by ${groups} order by ${groups}`;
  return (await pool.query<Row>(text, values)).rows;
}

/** The columns of a group with their names, and their places for `group by`. */
function dimensionsOf({ stepHours, by = [], byMinute }: RollupQuery) {
  const at = byMinute
    ? Prisma.sql`r.hour`
    : stepHours
      ? Prisma.sql`date_bin(make_interval(hours => ${stepHours}::int), r.hour, timestamptz '2000-01-01 00:00:00+00')`
      : Prisma.sql`null::timestamptz`;
  const named = by.map((one) => Prisma.sql`${DIMENSION_COLUMN[one]} as ${Prisma.raw(`"${one}"`)}`);
  return {
    columns: Prisma.join([
      Prisma.sql`r.segment_id as "segmentId"`,
      Prisma.sql`${at} as at`,
      ...named,
    ]),
    groups: Prisma.raw(["1", "2", ...by.map((_, index) => String(index + 3))].join(", ")),
  };
}

function sourceOf({ projectId, from, to, byMinute }: RollupQuery): Prisma.Sql {
  if (!byMinute) return Prisma.sql`trace_rollup`;
  const values = [Prisma.sql`${projectId}::uuid`, Prisma.sql`${from}`, Prisma.sql`${to}`];
  const parts = rollupsFromRows("minute").split(/(\$[123])/);
  const counted = parts.map((part) => values[Number(part.slice(1)) - 1] ?? Prisma.raw(part));
  return Prisma.sql`(select ${projectId}::uuid as project_id, * from (${Prisma.join(counted, "")}) m)`;
}

/** Which combinations were seen in a range, at most 2,000, for the choices of a filter. */
export function loadSeen(
  projectId: string,
  { from, to }: { from: Date; to: Date },
): Promise<{ prompt: string; version: number; environment: string; arm: string; model: string }[]> {
  return db.$queryRaw`
    select distinct prompt, version, environment, arm, model from trace_rollup
    where project_id = ${projectId}::uuid and segment_id = ${ALL_TRACES}::uuid
      and hour >= ${from} and hour < ${to}
    limit 2000`;
}
