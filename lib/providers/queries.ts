import { queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { listConnectionsRoute, listModelsRoute } from "./contract";

const connections = "/api/v1/projects/{project}/connections";

export const connectionQueries = {
  all: (project: string) => ["connections", project] as const,

  list: (project: string) =>
    queryOptions({
      queryKey: ["connections", project, "list"],
      queryFn: ({ signal }) =>
        callApi<typeof listConnectionsRoute>("GET", connections, { params: { project }, signal }),
    }),

  /** Asks the provider each time it goes stale, so it keeps for a while. */
  models: (project: string, connection: string) =>
    queryOptions({
      queryKey: ["connections", project, "models", connection],
      queryFn: ({ signal }) =>
        callApi<typeof listModelsRoute>("GET", `${connections}/{connection}/models`, {
          params: { project, connection },
          signal,
        }),
      staleTime: 5 * 60_000,
      retry: false,
    }),
};
