import { Prisma } from "@/lib/db/client";
import { cursorOf, readCursor, wrongCursor } from "@/lib/http/cursor";
import type { TraceSort } from "../contract";
import type { TraceRecord } from "./trace-columns";

/** The order of a list, and where a page of it begins. */
export interface TraceOrder {
  /** Of the rows `t`. */
  by: Prisma.Sql;
  after: (cursor: string | undefined) => Prisma.Sql;
  cursorAt: (last: TraceRecord) => string;
}

const { sql } = Prisma;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const NUMBER = /^-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Infinity)$/;

/** By the keys of the last row, so that a deep page costs what the first one does. */
export function traceOrder(sort: TraceSort | undefined): TraceOrder {
  if (sort === undefined || sort === "started") return byStart(sort === "started");
  const isDescending = sort.startsWith("-");
  const unknown = isDescending ? -Infinity : Infinity;
  const isCost = sort.endsWith("cost");
  const value = isCost
    ? sql`coalesce(t.cost_usd::float8, ${String(unknown)}::float8)`
    : sql`t.latency_ms::float8`;
  return {
    by: sql`${value} ${direction(isDescending)}, t.id`,
    after(cursor) {
      const [text, id] = readCursor(cursor, 2);
      if (text === undefined || id === undefined) return Prisma.empty;
      if (!NUMBER.test(text)) throw wrongCursor();
      return beyond(value, sql`${text}::float8`, id, isDescending);
    },
    cursorAt: ({ id, costUsd, latencyMs }) =>
      cursorOf(String(isCost ? (costUsd ?? unknown) : latencyMs), id),
  };
}

function byStart(isOldestFirst: boolean): TraceOrder {
  return {
    by: sql`t.started_at ${direction(!isOldestFirst)}, t.id`,
    after(cursor) {
      const [at, id] = readCursor(cursor, 2);
      if (at === undefined || id === undefined) return Prisma.empty;
      if (!TIMESTAMP.test(at) || Number.isNaN(Date.parse(at))) throw wrongCursor();
      return beyond(sql`t.started_at`, sql`${new Date(at)}::timestamptz`, id, !isOldestFirst);
    },
    cursorAt: ({ id, startedAt }) => cursorOf(startedAt.toISOString(), id),
  };
}

const direction = (isDescending: boolean) => (isDescending ? sql`desc` : sql`asc`);

/** The first comparison alone is one that an index answers. */
function beyond(value: Prisma.Sql, last: Prisma.Sql, id: string, isDescending: boolean) {
  return isDescending
    ? sql`and ${value} <= ${last} and (${value} < ${last} or t.id > ${id})`
    : sql`and ${value} >= ${last} and (${value} > ${last} or t.id > ${id})`;
}
