"use client";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { MetricChartsQuery, MetricFilters } from "@/lib/metrics/contract";
import {
  addressParsers,
  chartsQueryOf,
  type FixedScope,
  filtersOf,
  splitOf,
} from "./metric-address";

/** What the page shows, in its address, and the questions that follow from it. */
export function useMetricAddress(fixed: FixedScope) {
  const [state, set] = useQueryStates(addressParsers, { history: "replace" });
  const filterKey = JSON.stringify(filtersOf(state, fixed));
  const filters = useMemo(() => JSON.parse(filterKey) as MetricFilters, [filterKey]);
  const queryKey = JSON.stringify(chartsQueryOf(state, filters));
  const chartsQuery = useMemo(() => JSON.parse(queryKey) as MetricChartsQuery, [queryKey]);
  return { state, set, filters, chartsQuery, split: splitOf(state, filters) };
}
export type UsedMetricAddress = ReturnType<typeof useMetricAddress>;
