import type { InfiniteData } from "@tanstack/react-query";
import type { Trace } from "@/lib/traces/contract";

export interface TracePageData {
  data: Trace[];
  nextCursor: string | null;
}

/**
 * Puts a newly read first page above the pages that are loaded. Rows that are there keep their place and
 * take over what changed. When nothing overlaps, more came than one page holds: the list starts anew.
 */
export function mergeNewest(
  before: InfiniteData<TracePageData, unknown>,
  newest: TracePageData,
): InfiniteData<TracePageData, unknown> {
  const fresh = new Map(newest.data.map((trace) => [trace.id, trace]));
  const ids = new Set(before.pages.flatMap(({ data }) => data.map(({ id }) => id)));
  const added = newest.data.filter(({ id }) => !ids.has(id));
  const overlaps = added.length < newest.data.length;
  if (!overlaps && newest.nextCursor !== null) return { pages: [newest], pageParams: [null] };
  const pages = before.pages.map(({ data, nextCursor }) => ({
    nextCursor,
    data: data.map((trace) => fresh.get(trace.id) ?? trace),
  }));
  const [first, ...rest] = pages;
  if (!first) return { pages: [newest], pageParams: [null] };
  const data = [...added, ...first.data].sort(newestFirst);
  return { ...before, pages: [{ ...first, data }, ...rest] };
}

/** As the server sorts. */
function newestFirst(a: Trace, b: Trace): number {
  if (a.startedAt !== b.startedAt) return a.startedAt < b.startedAt ? 1 : -1;
  return a.id > b.id ? 1 : -1;
}

export function countNewer(newest: readonly Trace[], rows: readonly Trace[]): number {
  const ids = new Set(rows.map(({ id }) => id));
  return newest.filter(({ id }) => !ids.has(id)).length;
}
