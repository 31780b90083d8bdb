import { infiniteQueryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { listPinsRoute } from "./pin-contract";

const pins = "/api/v1/projects/{project}/environments/{environment}/pins";

/** Query keys and options, for pages and components alike. */
export const pinQueries = {
  all: (project: string) => ["pins", project] as const,

  list: (project: string, environment: string) =>
    infiniteQueryOptions({
      queryKey: ["pins", project, environment],
      initialPageParam: null as string | null,
      queryFn: ({ signal, pageParam }) =>
        callApi<typeof listPinsRoute>("GET", pins, {
          params: { project, environment },
          query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
          signal,
        }),
      getNextPageParam: (page) => page.nextCursor,
    }),
};
