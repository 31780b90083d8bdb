import { queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { getWeekRoute, listWeeksRoute } from "./contract";

const weeks = "/api/v1/projects/{project}/weeks";
const READ_AGAIN_MS = 20_000;

/** Query keys and options, for pages and components alike. */
export const weekQueries = {
  all: (project: string) => ["weeks", project] as const,

  list: (project: string) =>
    queryOptions({
      queryKey: ["weeks", project, "list"],
      queryFn: ({ signal }) =>
        callApi<typeof listWeeksRoute>("GET", weeks, {
          params: { project },
          query: { limit: 12 },
          signal,
        }),
    }),

  /** The present week goes on while it is looked at; what is frozen does not. */
  detail: (project: string, week: string) =>
    queryOptions({
      queryKey: ["weeks", project, "detail", week],
      queryFn: ({ signal }) =>
        callApi<typeof getWeekRoute>("GET", `${weeks}/{week}`, {
          params: { project, week },
          signal,
        }),
      refetchInterval: ({ state }) => (state.data?.frozenAt ? false : READ_AGAIN_MS),
    }),
};
