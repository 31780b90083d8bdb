import "server-only";
import { Prisma } from "@/lib/db/client";
import { cursorOf, parseCursor, wrongCursor } from "@/lib/http/cursor";
import type { TraceFilters, TraceSort } from "@/lib/traces/filter-contract";
import { parseRange } from "../parse-range";
import { dayOf } from "./partitions";
import type { TraceRecord } from "./trace-columns";

/** The order of a list, and where a page of it begins. */
export interface TraceOrder {
  /** Of the rows `t`, over all parts. */
  by: Prisma.Sql;
  /** Parts that follow each other, each as an index has it. */
  parts: (cursor: string | undefined) => { where: Prisma.Sql; by: Prisma.Sql }[];
  cursorAt: (last: TraceRecord) => string;
}

const { sql } = Prisma;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const NUMBER = /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/;
const UNKNOWN = "unknown";

/** By the keys of the last row, so that a deep page costs what the first one does. */
export function traceOrder(sort: TraceSort | undefined, filters: TraceFilters): TraceOrder {
  if (sort === undefined || sort === "started") return byStart(sort === "started");
  const isDescending = sort.startsWith("-");
  const near = nearRange(filters);
  return sort.endsWith("cost") ? byCost(isDescending, near) : byLatency(isDescending, near);
}

function byStart(isOldestFirst: boolean): TraceOrder {
  const by = sql`t.started_at ${direction(!isOldestFirst)}, t.id`;
  return {
    by,
    parts(cursor) {
      const [at, id] = parseCursor(cursor, 2);
      if (at === undefined || id === undefined) return [{ where: sql`true`, by }];
      if (!TIMESTAMP.test(at) || Number.isNaN(Date.parse(at))) throw wrongCursor();
      const last = sql`${new Date(at)}::timestamptz`;
      return [{ where: beyond(sql`t.started_at`, last, id, !isOldestFirst), by }];
    },
    cursorAt: ({ id, startedAt }) => cursorOf(startedAt.toISOString(), id),
  };
}

function byLatency(isDescending: boolean, near: Prisma.Sql): TraceOrder {
  const by = sql`t.latency_ms ${direction(isDescending)}, t.id`;
  return {
    by,
    parts(cursor) {
      const [text, id] = parseCursor(cursor, 2);
      if (text === undefined || id === undefined) return [{ where: near, by }];
      if (!/^\d{1,10}$/.test(text)) throw wrongCursor();
      const after = beyond(sql`t.latency_ms`, sql`${text}::bigint`, id, isDescending);
      return [{ where: sql`${near} and ${after}`, by }];
    },
    cursorAt: ({ id, latencyMs }) => cursorOf(String(latencyMs), id),
  };
}

/** What is unknown comes last, whichever way: a part of its own, which is not read before the others are through. */
function byCost(isDescending: boolean, near: Prisma.Sql): TraceOrder {
  const by = sql`t.cost_usd ${direction(isDescending)}, t.id`;
  const isKnown = sql`${near} and t.cost_usd is not null`;
  const isUnknown = sql`${near} and t.cost_usd is null`;
  return {
    by: sql`t.cost_usd ${direction(isDescending)} nulls last, t.id`,
    parts(cursor) {
      const [text, id] = parseCursor(cursor, 2);
      if (text === undefined || id === undefined) {
        return [
          { where: isKnown, by },
          { where: isUnknown, by: sql`t.id` },
        ];
      }
      if (text === UNKNOWN) return [{ where: sql`${isUnknown} and t.id > ${id}`, by: sql`t.id` }];
      if (!NUMBER.test(text)) throw wrongCursor();
      const after = beyond(sql`t.cost_usd`, sql`${text}::numeric`, id, isDescending);
      return [
        { where: sql`${isKnown} and ${after}`, by },
        { where: isUnknown, by: sql`t.id` },
      ];
    },
    cursorAt: ({ id, costUsd }) => cursorOf(costUsd === null ? UNKNOWN : String(costUsd), id),
  };
}

const NEAR_DAYS = 7;
const DAY_MS = 86_400_000;

/**
 * The partitions that a time is in: without it, the slowest of an hour would be looked for among the slowest of
 * all weeks. A trace stays in the partition of the start that was heard of first, hence some days around.
 */
function nearRange(filters: TraceFilters): Prisma.Sql {
  const { from, to } = parseRange(filters);
  const day = (time: Date, days: number) =>
    sql`${dayOf(new Date(time.getTime() + days * DAY_MS))
      .toISOString()
      .slice(0, 10)}::date`;
  const bounds = [
    ...(from ? [sql`t.bucket >= ${day(from, -NEAR_DAYS)}`] : []),
    ...(to ? [sql`t.bucket <= ${day(to, NEAR_DAYS)}`] : []),
  ];
  return bounds.length > 0 ? Prisma.join(bounds, " and ") : sql`true`;
}

const direction = (isDescending: boolean) => (isDescending ? sql`desc` : sql`asc`);

/** The first comparison alone is one that an index answers. */
function beyond(value: Prisma.Sql, last: Prisma.Sql, id: string, isDescending: boolean) {
  return isDescending
    ? sql`${value} <= ${last} and (${value} < ${last} or t.id > ${id})`
    : sql`${value} >= ${last} and (${value} > ${last} or t.id > ${id})`;
}
