import { queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { listCategoriesRoute } from "./contract";
import type {
  listCategoryFailuresRoute,
  listCategoryMovesRoute,
  listCategoryVersionsRoute,
} from "./move-contract";

const path = "/api/v1/projects/{project}/failure-categories";

export const categoryQueries = {
  all: (project: string) => ["failure-categories", project] as const,

  list: (project: string, query: { archived?: "true" | "false" } = {}) =>
    queryOptions({
      queryKey: ["failure-categories", project, "list", query],
      queryFn: ({ signal }) =>
        callApi<typeof listCategoriesRoute>("GET", path, { params: { project }, query, signal }),
    }),

  versions: (project: string) =>
    queryOptions({
      queryKey: ["failure-categories", project, "versions"],
      queryFn: ({ signal }) =>
        callApi<typeof listCategoryVersionsRoute>("GET", `${path}/versions`, {
          params: { project },
          signal,
        }),
    }),

  moves: (project: string) =>
    queryOptions({
      queryKey: ["failure-categories", project, "moves"],
      queryFn: ({ signal }) =>
        callApi<typeof listCategoryMovesRoute>("GET", `${path}/moves`, {
          params: { project },
          signal,
        }),
    }),

  failures: (project: string, category: string) =>
    queryOptions({
      queryKey: ["failure-categories", project, "failures", category],
      queryFn: ({ signal }) =>
        callApi<typeof listCategoryFailuresRoute>("GET", `${path}/{category}/failures`, {
          params: { project, category },
          signal,
        }),
    }),
};
