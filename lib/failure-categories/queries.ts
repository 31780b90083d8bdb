import { queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { listCategoriesRoute } from "./contract";

export const categoryQueries = {
  all: (project: string) => ["failure-categories", project] as const,

  list: (project: string, query: { archived?: "true" | "false" } = {}) =>
    queryOptions({
      queryKey: ["failure-categories", project, "list", query],
      queryFn: ({ signal }) =>
        callApi<typeof listCategoriesRoute>(
          "GET",
          "/api/v1/projects/{project}/failure-categories",
          { params: { project }, query, signal },
        ),
    }),
};
