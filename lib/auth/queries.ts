import { queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { getAccountRoute, listSessionsRoute } from "./account-contract";

export const accountQueries = {
  mine: () =>
    queryOptions({
      queryKey: ["account"],
      queryFn: ({ signal }) =>
        callApi<typeof getAccountRoute>("GET", "/api/v1/account", { signal }),
    }),

  sessions: () =>
    queryOptions({
      queryKey: ["sessions"],
      queryFn: ({ signal }) =>
        callApi<typeof listSessionsRoute>("GET", "/api/v1/account/sessions", {
          query: { limit: 100 },
          signal,
        }),
    }),
};
