import { queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { listOnlineScorersRoute, listTraceScoresRoute } from "./contract";

export const onlineScorerQueries = {
  list: (project: string) =>
    queryOptions({
      queryKey: ["online-scorers", project],
      queryFn: ({ signal }) =>
        callApi<typeof listOnlineScorersRoute>("GET", "/api/v1/projects/{project}/online-scorers", {
          params: { project },
          signal,
        }),
    }),

  ofTrace: (project: string, id: string) =>
    queryOptions({
      queryKey: ["online-scorers", project, "trace", id],
      queryFn: ({ signal }) =>
        callApi<typeof listTraceScoresRoute>(
          "GET",
          "/api/v1/projects/{project}/traces/{id}/scores",
          {
            params: { project, id },
            signal,
          },
        ),
    }),
};
