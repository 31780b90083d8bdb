import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { cursorOf, cursorPages } from "@/lib/http/cursor-pages";
import type { RolloutPlanInput } from "./plan/plan-contract";
import type {
  getRolloutHistoryRoute,
  getRolloutRoute,
  ListRollouts,
  listRolloutsRoute,
  previewPlanRoute,
} from "./routes-contract";

const rollouts = "/api/v1/projects/{project}/rollouts";
/** The worker decides every few seconds. */
const WHILE_ACTIVE_MS = 3_000;
const CHART_EVERY_MS = 10_000;
const FRAME_EVERY_MS = 60_000;

export type RolloutFilters = Partial<Omit<ListRollouts, "cursor" | "limit">>;

/** Query keys and options, for pages and components alike. */
export const rolloutQueries = {
  all: (project: string) => ["rollouts", project] as const,

  list: (project: string, filters: RolloutFilters = {}) =>
    infiniteQueryOptions({
      queryKey: ["rollouts", project, "list", filters],
      refetchInterval: CHART_EVERY_MS,
      queryFn: ({ signal, pageParam }) =>
        callApi<typeof listRolloutsRoute>("GET", rollouts, {
          params: { project },
          query: { limit: 50, ...filters, ...cursorOf(pageParam) },
          signal,
        }),
      ...cursorPages,
      placeholderData: keepPreviousData,
    }),

  /** For the frame: those that go on, and so how many. */
  active: (project: string) =>
    queryOptions({
      queryKey: ["rollouts", project, "list", "active"],
      refetchInterval: FRAME_EVERY_MS,
      queryFn: ({ signal }) =>
        callApi<typeof listRolloutsRoute>("GET", rollouts, {
          params: { project },
          query: { limit: 50, state: "active" },
          signal,
        }),
    }),

  detail: (project: string, rollout: string) =>
    queryOptions({
      queryKey: ["rollouts", project, "detail", rollout],
      queryFn: ({ signal }) =>
        callApi<typeof getRolloutRoute>("GET", `${rollouts}/{rollout}`, {
          params: { project, rollout },
          signal,
        }),
      refetchInterval: ({ state }) => (state.data?.endedAt ? false : WHILE_ACTIVE_MS),
    }),

  history: (project: string, rollout: string, isActive: boolean) =>
    queryOptions({
      queryKey: ["rollouts", project, "history", rollout],
      refetchInterval: isActive ? CHART_EVERY_MS : false,
      queryFn: ({ signal }) =>
        callApi<typeof getRolloutHistoryRoute>("GET", `${rollouts}/{rollout}/history`, {
          params: { project, rollout },
          signal,
        }),
    }),

  /** What a plan would notice; asked again as the plan is changed. */
  preview: (
    project: string,
    body: { prompt: string; version: number; environment: string; rollout: RolloutPlanInput },
  ) =>
    queryOptions({
      queryKey: ["rollouts", project, "preview", body],
      placeholderData: keepPreviousData,
      queryFn: ({ signal }) =>
        callApi<typeof previewPlanRoute>("POST", `${rollouts}/previews`, {
          params: { project },
          body,
          signal,
        }),
    }),
};
