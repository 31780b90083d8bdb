import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type {
  AlertRule,
  listAlertsRoute,
  previewAlertRoute,
} from "@/lib/metrics/alerts/alert-contract";
import type { TraceFilters } from "@/lib/traces/filter-contract";
import { traceQueries } from "@/lib/traces/queries";
import type {
  getMetricChartsRoute,
  getMetricSummaryRoute,
  MetricChartsQuery,
  MetricFilters,
} from "./contract";
import type { getTraceHistogramRoute } from "./histogram-contract";
import type { getOverviewRoute, OverviewQuery } from "./overview-contract";

const base = "/api/v1/projects/{project}";
/** New traces are counted within seconds; a page that is looked at keeps up without noise. */
const EVERY_MS = 60_000;

export const metricQueries = {
  all: (project: string) => ["metrics", project] as const,

  summary: (project: string, query: MetricFilters) =>
    queryOptions({
      queryKey: ["metrics", project, "summary", query],
      refetchInterval: EVERY_MS,
      placeholderData: keepPreviousData,
      queryFn: ({ signal }) =>
        callApi<typeof getMetricSummaryRoute>("GET", `${base}/metrics/summary`, {
          params: { project },
          query,
          signal,
        }),
    }),

  charts: (project: string, query: MetricChartsQuery) =>
    queryOptions({
      queryKey: ["metrics", project, "charts", query],
      refetchInterval: EVERY_MS,
      placeholderData: keepPreviousData,
      queryFn: ({ signal }) =>
        callApi<typeof getMetricChartsRoute>("GET", `${base}/metrics/charts`, {
          params: { project },
          query,
          signal,
        }),
    }),

  /** Beside the list of traces: read again with it when a verdict changes an outcome. */
  histogram: (project: string, filters: TraceFilters) =>
    queryOptions({
      queryKey: [...traceQueries.all(project), "histogram", filters],
      refetchInterval: EVERY_MS,
      placeholderData: keepPreviousData,
      queryFn: ({ signal }) =>
        callApi<typeof getTraceHistogramRoute>("GET", `${base}/trace-histogram`, {
          params: { project },
          query: filters,
          signal,
        }),
    }),

  overview: (project: string, query: OverviewQuery) =>
    queryOptions({
      queryKey: ["metrics", project, "overview", query],
      refetchInterval: EVERY_MS,
      placeholderData: keepPreviousData,
      queryFn: ({ signal }) =>
        callApi<typeof getOverviewRoute>("GET", `${base}/overview`, {
          params: { project },
          query,
          signal,
        }),
    }),
};

export const alertQueries = {
  list: (project: string) =>
    queryOptions({
      queryKey: ["alerts", project],
      refetchInterval: EVERY_MS,
      queryFn: ({ signal }) =>
        callApi<typeof listAlertsRoute>("GET", `${base}/alerts`, { params: { project }, signal }),
    }),

  /** Null: the rule is not whole yet. */
  preview: (project: string, rule: AlertRule | null) =>
    queryOptions({
      queryKey: ["alerts", project, "preview", rule],
      enabled: rule !== null,
      placeholderData: keepPreviousData,
      retry: false,
      queryFn: ({ signal }) =>
        callApi<typeof previewAlertRoute>("POST", `${base}/alerts/previews`, {
          params: { project },
          ...(rule ? { body: rule } : {}),
          signal,
        }),
    }),
};
