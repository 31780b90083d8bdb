import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { cursorOf, cursorPages } from "@/lib/http/cursor-pages";
import type { EventFilter, listEventsRoute, verifyEventsRoute } from "./contract";

const events = "/api/v1/projects/{project}/events";

export const eventQueries = {
  list: (project: string, filter: EventFilter) =>
    infiniteQueryOptions({
      queryKey: ["events", project, "list", filter],
      queryFn: ({ signal, pageParam }) =>
        callApi<typeof listEventsRoute>("GET", events, {
          params: { project },
          query: { ...filter, limit: 100, ...cursorOf(pageParam) },
          signal,
        }),
      ...cursorPages,
    }),

  verification: (project: string) =>
    queryOptions({
      queryKey: ["events", project, "verification"],
      queryFn: ({ signal }) =>
        callApi<typeof verifyEventsRoute>("GET", `${events}/verification`, {
          params: { project },
          signal,
        }),
    }),
};
