import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { cursorOf, cursorPages } from "@/lib/http/cursor-pages";
import type { getCalibrationAnalysisRoute, getCalibrationRoute } from "./calibration-contract";
import type { getJudgeRoute, listJudgesRoute } from "./contract";
import type { listDoubtsRoute } from "./doubt-contract";
import type { getLabelQueueRoute, ListItems, listItemsRoute } from "./label-contract";

const judges = "/api/v1/projects/{project}/judges";

/** Query keys and options, for pages and components alike. */
export const judgeQueries = {
  all: (project: string) => ["judges", project] as const,

  list: (project: string, isArchived = false) =>
    queryOptions({
      queryKey: ["judges", project, "list", isArchived],
      queryFn: ({ signal }) =>
        callApi<typeof listJudgesRoute>("GET", judges, {
          params: { project },
          query: isArchived ? { archived: "true" } : {},
          signal,
        }),
    }),

  detail: (project: string, name: string) =>
    queryOptions({
      queryKey: ["judges", project, name, "detail"],
      queryFn: ({ signal }) =>
        callApi<typeof getJudgeRoute>("GET", `${judges}/{name}`, {
          params: { project, name },
          signal,
        }),
    }),

  calibration: (project: string, name: string) =>
    queryOptions({
      queryKey: ["judges", project, name, "calibration"],
      queryFn: ({ signal }) =>
        callApi<typeof getCalibrationRoute>("GET", `${judges}/{name}/calibration`, {
          params: { project, name },
          signal,
        }),
    }),

  analysis: (project: string, name: string) =>
    queryOptions({
      queryKey: ["judges", project, name, "analysis"],
      queryFn: ({ signal }) =>
        callApi<typeof getCalibrationAnalysisRoute>(
          "GET",
          `${judges}/{name}/calibration/analysis`,
          { params: { project, name }, signal },
        ),
    }),

  queue: (project: string, name: string) =>
    queryOptions({
      queryKey: ["judges", project, name, "queue"],
      queryFn: ({ signal }) =>
        callApi<typeof getLabelQueueRoute>("GET", `${judges}/{name}/queue`, {
          params: { project, name },
          signal,
        }),
    }),

  /** What people say that the policy leaves open. */
  doubts: (project: string, name: string) =>
    queryOptions({
      queryKey: ["judges", project, name, "doubts"],
      queryFn: ({ signal }) =>
        callApi<typeof listDoubtsRoute>("GET", `${judges}/{name}/policy-doubts`, {
          params: { project, name },
          signal,
        }),
    }),

  items: (project: string, name: string, state: ListItems["state"]) =>
    infiniteQueryOptions({
      queryKey: ["judges", project, name, "items", state],
      queryFn: ({ signal, pageParam }) =>
        callApi<typeof listItemsRoute>("GET", `${judges}/{name}/labels`, {
          params: { project, name },
          query: { state, limit: 100, ...cursorOf(pageParam) },
          signal,
        }),
      ...cursorPages,
    }),
};
