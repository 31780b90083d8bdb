import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { cursorPages } from "@/lib/http/cursor-pages";
import type {
  getTraceSettingsRoute,
  previewRedactionRoute,
  RedactionRule,
} from "@/lib/traces/settings/settings-contract";
import type { listTraceViewsRoute } from "@/lib/traces/views/view-contract";
import type {
  countTracesRoute,
  getTraceRoute,
  getTraceStandingRoute,
  getTraceStepRoute,
  listTracesRoute,
} from "./contract";
import type { TraceFilters, TraceSort } from "./filter-contract";

const traces = "/api/v1/projects/{project}/traces";

/** As many as one screen shows and one glance at what is new brings. */
export const TRACE_PAGE = 60;

export const traceQueries = {
  all: (project: string) => ["traces", project] as const,

  list: (project: string, filters: TraceFilters = {}, sort: TraceSort | null = null) =>
    infiniteQueryOptions({
      queryKey: ["traces", project, "list", filters, sort],
      queryFn: ({ signal, pageParam }) => readPage(project, filters, pageParam, signal, sort),
      ...cursorPages,
      placeholderData: keepPreviousData,
    }),

  /** The first page anew, to follow what comes in. */
  newest: (project: string, filters: TraceFilters) =>
    queryOptions({
      queryKey: ["traces", project, "newest", filters],
      queryFn: ({ signal }) => readPage(project, filters, null, signal),
      gcTime: 0,
      staleTime: 0,
    }),

  count: (project: string, filters: TraceFilters) =>
    queryOptions({
      queryKey: ["traces", project, "count", filters],
      staleTime: 30_000,
      queryFn: ({ signal }) =>
        callApi<typeof countTracesRoute>("GET", "/api/v1/projects/{project}/trace-counts", {
          params: { project },
          query: filters,
          signal,
        }),
    }),

  /** With an outline of the steps. */
  detail: (project: string, id: string) =>
    queryOptions({
      queryKey: ["traces", project, "detail", id],
      queryFn: ({ signal }) =>
        callApi<typeof getTraceRoute>("GET", `${traces}/{id}`, {
          params: { project, id },
          query: { steps: "outline" },
          signal,
        }),
    }),

  /** With all that its steps sent and got, for who reads it from top to bottom. */
  whole: (project: string, id: string) =>
    queryOptions({
      queryKey: ["traces", project, "whole", id],
      queryFn: ({ signal }) =>
        callApi<typeof getTraceRoute>("GET", `${traces}/{id}`, {
          params: { project, id },
          query: { steps: "whole" },
          signal,
        }),
    }),

  /** What a step sent and got; of many steps only the ones that are looked at are read. */
  step: (project: string, id: string, step: string) =>
    queryOptions({
      queryKey: ["traces", project, "step", id, step],
      staleTime: 30_000,
      queryFn: ({ signal }) =>
        callApi<typeof getTraceStepRoute>("GET", `${traces}/{id}/steps/{step}`, {
          params: { project, id, step },
          signal,
        }),
    }),

  standing: (project: string, id: string) =>
    queryOptions({
      queryKey: ["traces", project, "standing", id],
      staleTime: 60_000,
      queryFn: ({ signal }) =>
        callApi<typeof getTraceStandingRoute>("GET", `${traces}/{id}/standing`, {
          params: { project, id },
          signal,
        }),
    }),

  views: (project: string) =>
    queryOptions({
      queryKey: ["traces", project, "views"],
      queryFn: ({ signal }) =>
        callApi<typeof listTraceViewsRoute>("GET", "/api/v1/projects/{project}/trace-views", {
          params: { project },
          signal,
        }),
    }),
};

const readPage = (
  project: string,
  filters: TraceFilters,
  cursor: string | null,
  signal: AbortSignal,
  sort: TraceSort | null = null,
) =>
  callApi<typeof listTracesRoute>("GET", traces, {
    params: { project },
    query: {
      limit: TRACE_PAGE,
      content: "preview",
      ...filters,
      ...(sort ? { sort } : {}),
      ...(cursor ? { cursor } : {}),
    },
    signal,
  });

const settings = "/api/v1/projects/{project}/trace-settings";

export const traceSettingsQueries = {
  detail: (project: string) =>
    queryOptions({
      queryKey: ["trace-settings", project],
      queryFn: ({ signal }) =>
        callApi<typeof getTraceSettingsRoute>("GET", settings, { params: { project }, signal }),
    }),

  /** Give only complete rules; the key holds them whole, so that changed ones are tried again. */
  preview: (project: string, redaction: RedactionRule[]) =>
    queryOptions({
      queryKey: ["trace-settings", project, "preview", redaction],
      queryFn: ({ signal }) =>
        callApi<typeof previewRedactionRoute>("POST", `${settings}/previews`, {
          params: { project },
          body: { redaction },
          signal,
        }),
    }),
};
