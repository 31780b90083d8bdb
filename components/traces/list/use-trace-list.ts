"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { TraceAddress } from "@/components/traces/trace/use-trace-address";
import { traceQueries } from "@/lib/traces/queries";
import { useLiveTail } from "./use-live-tail";

/** The rows that the address asks for, and what comes in above them. */
export function useTraceList(project: string, { filters, sort, live, selectedId }: TraceAddress) {
  const query = useInfiniteQuery(traceQueries.list(project, filters, sort));
  const { data } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.data) ?? [], [data]);
  const tail = useLiveTail({
    project,
    filters,
    isLive: live,
    isWaiting: selectedId !== null,
    rows,
  });
  return { query, rows, tail };
}

export type TraceList = ReturnType<typeof useTraceList>;
