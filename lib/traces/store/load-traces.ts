import "server-only";
import { db, Prisma } from "@/lib/db/client";
import type { TraceFilters, TraceSort } from "@/lib/traces/filter-contract";
import type { Trace } from "../contract";
import { boundedRead } from "./bounded-read";
import { filterSql } from "./filter-sql";
import { FIGURES, REVIEW, REVIEW_JOIN, type TraceRecord, toTrace } from "./trace-columns";
import { traceOrder } from "./trace-order";

export interface TracePage {
  limit: number;
  cursor?: string | undefined;
  sort?: TraceSort | undefined;
  /** With input and output, or with their beginnings only. */
  content: "whole" | "preview";
}

/** A page of traces, newest first unless sorted otherwise. */
export async function loadTraces(
  projectId: string,
  filters: TraceFilters,
  { limit, cursor, sort, content }: TracePage,
): Promise<{ data: Trace[]; nextCursor: string | null }> {
  const names = await loadSegmentNames(projectId);
  const segmentId = segmentNamed(names, filters.segment);
  if (filters.segment && !segmentId) return { data: [], nextCursor: null };
  const { sql } = Prisma;
  const where = filterSql(projectId, filters, segmentId);
  const order = traceOrder(sort, filters);
  const parts = order
    .parts(cursor)
    .map(
      (part) =>
        sql`(select * from trace t where ${where} and ${part.where} order by ${part.by} limit ${limit + 1}::int)`,
    );
  const rows = await boundedRead<TraceRecord>(sql`
    select ${FIGURES}, ${REVIEW} ${content === "whole" ? sql`, t.input, t.output` : Prisma.empty}
    from (select * from (${Prisma.join(parts, " union all ")}) parts limit ${limit + 1}::int) t ${REVIEW_JOIN}
    order by ${order.by}`);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map((row) => toTrace(row, names)),
    nextCursor: last && rows.length > limit ? order.cursorAt(last) : null,
  };
}

/** Counted up to a bound, so that a count of millions costs no more than one of thousands. */
export async function countTraces(
  projectId: string,
  filters: TraceFilters,
  { atMost = 10_000 }: { atMost?: number } = {},
): Promise<{ count: number; isCapped: boolean }> {
  const segmentId = filters.segment
    ? segmentNamed(await loadSegmentNames(projectId), filters.segment)
    : null;
  if (filters.segment && !segmentId) return { count: 0, isCapped: false };
  const [row] = await boundedRead<{ n: number }>(Prisma.sql`
    select count(*)::int as n from (
      select 1 from trace t where ${filterSql(projectId, filters, segmentId)} limit ${atMost + 1}::int
    ) found`);
  const count = row?.n ?? 0;
  return { count: Math.min(count, atMost), isCapped: count > atMost };
}

/** Names of the project's segments by id. */
export async function loadSegmentNames(projectId: string): Promise<Map<string, string>> {
  const rows = await db.segment.findMany({
    where: { projectId },
    orderBy: [{ position: "asc" }, { name: "asc" }],
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function segmentNamed(names: ReadonlyMap<string, string>, name: string | undefined): string | null {
  for (const [id, one] of names) if (one === name) return id;
  return null;
}
