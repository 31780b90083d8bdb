import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { cursorOf, cursorPages } from "@/lib/http/cursor-pages";
import { isUnderWay } from "@/lib/runs/queries";
import type { getExperimentRoute, ListExperiments, listExperimentsRoute } from "./contract";
import type { getHoldoutPlanRoute } from "./holdout/holdout-contract";

const experiments = "/api/v1/projects/{project}/experiments";

const POLL_MS = 2_000;

type ExperimentFilters = Partial<Omit<ListExperiments, "cursor" | "limit">>;

/** Query keys and options, for pages and components alike. */
export const experimentQueries = {
  all: (project: string) => ["experiments", project] as const,

  list: (project: string, filters: ExperimentFilters = {}) =>
    infiniteQueryOptions({
      queryKey: ["experiments", project, "list", filters],
      queryFn: ({ signal, pageParam }) =>
        callApi<typeof listExperimentsRoute>("GET", experiments, {
          params: { project },
          query: { limit: 50, ...filters, ...cursorOf(pageParam) },
          signal,
        }),
      ...cursorPages,
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) =>
        state.data?.pages.some((page) => page.data.some(isUnderWay)) ? POLL_MS : false,
    }),

  /** `baseline`: the number of another cell's run to compare with. */
  detail: (project: string, experiment: number, baseline: string | null = null) =>
    queryOptions({
      queryKey: ["experiments", project, "detail", experiment, baseline],
      queryFn: ({ signal }) =>
        callApi<typeof getExperimentRoute>("GET", `${experiments}/{experiment}`, {
          params: { project, experiment: String(experiment) },
          query: baseline ? { baseline } : {},
          signal,
        }),
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? POLL_MS : false),
    }),

  /** What confirming a cell on the holdout takes, against the cell `baseline`; both by their run's number. */
  holdoutPlan: (project: string, experiment: number, cell: number, baseline: number) =>
    queryOptions({
      queryKey: ["experiments", project, "holdout plan", experiment, cell, baseline],
      retry: false,
      queryFn: ({ signal }) =>
        callApi<typeof getHoldoutPlanRoute>("GET", `${experiments}/{experiment}/holdout-runs`, {
          params: { project, experiment: String(experiment) },
          query: { cell: String(cell), baseline: String(baseline) },
          signal,
        }),
    }),
};
