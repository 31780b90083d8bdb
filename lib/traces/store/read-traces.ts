import { db, Prisma } from "@/lib/db/client";
import { cursorOf, readCursor, wrongCursor } from "@/lib/http/cursor";
import type { Trace, TraceFilters } from "../contract";
import { boundedRead } from "./bounded-read";
import { filterSql } from "./filter-sql";
import { FIGURES, REVIEW, REVIEW_JOIN, type TraceRecord, toTrace } from "./trace-columns";

export interface TracePage {
  limit: number;
  cursor?: string | undefined;
  /** With input and output, or with their beginnings only. */
  content: "whole" | "preview";
}

/** Traces newest first, a page by the keys of the last one: a deep page costs what the first one does. */
export async function readTraces(
  projectId: string,
  filters: TraceFilters,
  { limit, cursor, content }: TracePage,
): Promise<{ data: Trace[]; nextCursor: string | null }> {
  const names = await readSegmentNames(projectId);
  const segmentId = segmentNamed(names, filters.segment);
  if (filters.segment && !segmentId) return { data: [], nextCursor: null };
  const { sql } = Prisma;
  const where = filterSql(projectId, filters, segmentId);
  const rows = await boundedRead<TraceRecord>(sql`
    select ${FIGURES}, ${REVIEW} ${content === "whole" ? sql`, t.input, t.output` : Prisma.empty}
    from (
      select * from trace t where ${where} ${after(cursor)}
      order by t.started_at desc, t.id limit ${limit + 1}::int
    ) t ${REVIEW_JOIN}
    order by t.started_at desc, t.id`);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map((row) => toTrace(row, names)),
    nextCursor:
      last && rows.length > limit ? cursorOf(last.startedAt.toISOString(), last.id) : null,
  };
}

/** Counted up to a bound, so that a count of millions costs no more than one of thousands. */
export async function countTraces(
  projectId: string,
  filters: TraceFilters,
  { atMost = 10_000 }: { atMost?: number } = {},
): Promise<{ count: number; isCapped: boolean }> {
  const segmentId = filters.segment
    ? segmentNamed(await readSegmentNames(projectId), filters.segment)
    : null;
  if (filters.segment && !segmentId) return { count: 0, isCapped: false };
  const [row] = await boundedRead<{ n: number }>(Prisma.sql`
    select count(*)::int as n from (
      select 1 from trace t where ${filterSql(projectId, filters, segmentId)} limit ${atMost + 1}::int
    ) found`);
  const count = row?.n ?? 0;
  return { count: Math.min(count, atMost), isCapped: count > atMost };
}

const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

function after(cursor: string | undefined): Prisma.Sql {
  const [at, id] = readCursor(cursor, 2);
  if (at === undefined || id === undefined) return Prisma.empty;
  if (!TIMESTAMP.test(at) || Number.isNaN(Date.parse(at))) throw wrongCursor();
  const time = new Date(at);
  return Prisma.sql`and t.started_at <= ${time}::timestamptz
    and (t.started_at < ${time}::timestamptz or t.id > ${id})`;
}

/** Names of the project's segments by id. */
export async function readSegmentNames(projectId: string): Promise<Map<string, string>> {
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
