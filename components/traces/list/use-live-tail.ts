"use client";
import { type InfiniteData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import type { Trace } from "@/lib/traces/contract";
import type { TraceFilters } from "@/lib/traces/filter-contract";
import { traceQueries } from "@/lib/traces/queries";
import { countNewer, mergeNewest, type TracePageData } from "./merge-newest";

const EVERY_MS = 2_000;

interface LiveTail {
  project: string;
  filters: TraceFilters;
  isLive: boolean;
  /** New rows wait while one is selected, so that nothing moves under the eye. */
  isWaiting: boolean;
  rows: readonly Trace[];
}

/** Reads the first page again and again, and puts what is new above the rows that are there. */
export function useLiveTail({ project, filters, isLive, isWaiting, rows }: LiveTail) {
  const client = useQueryClient();
  const { data, error, dataUpdatedAt } = useQuery({
    ...traceQueries.newest(project, filters),
    enabled: isLive,
    refetchInterval: EVERY_MS,
  });
  const newest = isLive ? data : undefined;
  const show = useCallback(() => {
    if (!newest) return;
    client.setQueryData(
      traceQueries.list(project, filters).queryKey,
      (before: InfiniteData<TracePageData, unknown> | undefined) =>
        before && mergeNewest(before, newest),
    );
  }, [client, project, filters, newest]);
  useEffect(() => {
    if (!isWaiting) show();
  }, [isWaiting, show]);
  const newer = useMemo(() => (newest ? countNewer(newest.data, rows) : 0), [newest, rows]);
  return {
    newer: isWaiting ? newer : 0,
    show,
    error: isLive ? error : null,
    readAt: dataUpdatedAt,
  };
}
