"use client";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { addressParsers, FILTER_NAMES, filtersOf } from "@/components/traces/trace-address";
import type { TraceFilters, TraceSort } from "@/lib/traces/filter-contract";

/** All that the list shows, in its address. A page about one prompt sets that filter itself. */
export function useTraceAddress(fixed: TraceFilters = {}) {
  const [state, set] = useQueryStates(addressParsers, { history: "replace" });
  // Back takes a filter back; moving along the rows leaves no trail.
  const setFilters = (next: Parameters<typeof set>[0]) => void set(next, { history: "push" });
  const key = JSON.stringify({ ...filtersOf(state), ...fixed });
  const filters = useMemo(() => JSON.parse(key) as TraceFilters, [key]);
  return {
    filters,
    live: state.live === "1",
    selectedId: state.trace,
    select: (trace: string | null) => void set({ trace }),
    sort: state.sort,
    /** What comes in stands on top, so following and another order exclude each other. */
    setLive: (live: boolean) => void set(live ? { live: "1", sort: null } : { live: null }),
    setSort: (sort: TraceSort | null) => setFilters({ sort, live: null, trace: null }),
    /** Changes some filters; what was selected may no longer be there. */
    change: (some: Partial<Record<keyof TraceFilters, unknown>>) =>
      setFilters({ ...some, trace: null } as Parameters<typeof set>[0]),
    /** These filters and no others. */
    replace: (next: TraceFilters) =>
      setFilters({
        ...Object.fromEntries(
          FILTER_NAMES.map((name) => [name, name in fixed ? null : (next[name] ?? null)]),
        ),
        trace: null,
      } as Parameters<typeof set>[0]),
  };
}

export type TraceAddress = ReturnType<typeof useTraceAddress>;
