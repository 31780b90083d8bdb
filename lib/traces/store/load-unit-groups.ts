import "server-only";
import { Prisma, pool } from "@/lib/db/client";
import type { RollupQuery } from "./rollup-query";
import { DIMENSION_COLUMN, type RollupDimension, rollupScope } from "./rollup-scope";
import { UNIT_SUMS } from "./unit-day-sql";

/** Sums over one group of units. */
export type UnitGroup = {
  unitGroup: number;
  traces: number;
  succeeded: number;
  escalated: number;
  fellBack: number;
  known: number;
  errored: number;
  retried: number;
  toolCalls: number;
  toolCallsSquares: number;
  logLatency: number;
  logLatencySquares: number;
  tokensN: number;
  inputTokens: number;
  inputTokensSquares: number;
  outputTokens: number;
  outputTokensSquares: number;
  costN: number;
  costUsd: number;
  costSquares: number;
  knownCostN: number;
  knownCostUsd: number;
  knownCostSquares: number;
  successCostN: number;
  successCostUsd: number;
};

type Key = Partial<Record<RollupDimension, string>>;
type Row = UnitGroup & { segmentId: string } & Key;

/** `known_cost_usd` is `knownCostUsd`. */
const inCamelCase = (column: string): string =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

export type UnitField = Exclude<keyof UnitGroup, "unitGroup">;
export const UNIT_FIELDS = Object.keys(UNIT_SUMS).map(inCamelCase) as UnitField[];

const SUMS = Prisma.raw(
  Object.keys(UNIT_SUMS)
    .map((column) => `sum(r.${column}) as "${inCamelCase(column)}"`)
    .join(", "),
);

/**
 * The groups of units of each segment and key, over all days (UTC) that a time touches: whole days, since what
 * they are read for, how alike the requests of a unit are, does not hang on an hour more or less.
 */
export async function loadUnitGroups(
  query: RollupQuery,
): Promise<(segmentId: string, key: Key) => readonly UnitGroup[]> {
  const by = query.by ?? [];
  const named = by.map(
    (one) => Prisma.sql`, ${DIMENSION_COLUMN[one]} as ${Prisma.raw(`"${one}"`)}`,
  );
  const places = Prisma.raw(["1", "2", ...by.map((_, index) => String(index + 3))].join(", "));
  const { text, values } = Prisma.sql`
    select r.segment_id as "segmentId", r.unit_group as "unitGroup"
      ${Prisma.join(named.length > 0 ? named : [Prisma.empty], "")}, ${SUMS}
    from trace_unit_day r
    where ${rollupScope(query)} and r.day >= (${query.from}::timestamptz at time zone 'UTC')::date
      and r.day < ${query.to}::timestamptz at time zone 'UTC'
    group by ${places}`;
  const groups = new Map<string, UnitGroup[]>();
  const nameOf = (segmentId: string, key: Key) =>
    [segmentId, ...by.map((one) => key[one])].join("\n");
  for (const { segmentId, prompt, version, environment, arm, model, ...group } of (
    await pool.query<Row>(text, values)
  ).rows) {
    const name = nameOf(segmentId, { prompt, version, environment, arm, model } as Key);
    const list = groups.get(name);
    if (list) list.push(group);
    else groups.set(name, [group]);
  }
  return (segmentId, key) => groups.get(nameOf(segmentId, key)) ?? [];
}
