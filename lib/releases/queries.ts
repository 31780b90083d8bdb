import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { cursorOf, cursorPages } from "@/lib/http/cursor-pages";
import type { readChangesRoute } from "./changes-contract";
import type { getReleaseRoute, ListReleases, listReleasesRoute } from "./contract";
import type { getReleaseDraftRoute, ReleaseDraftQuery } from "./draft-contract";

const releases = "/api/v1/projects/{project}/releases";

export type ReleaseFilters = Partial<Omit<ListReleases, "cursor" | "limit">>;

/** Query keys and options, for pages and components alike. */
export const releaseQueries = {
  all: (project: string) => ["releases", project] as const,

  list: (project: string, filters: ReleaseFilters = {}) =>
    infiniteQueryOptions({
      queryKey: ["releases", project, "list", filters],
      queryFn: ({ signal, pageParam }) =>
        callApi<typeof listReleasesRoute>("GET", releases, {
          params: { project },
          query: { limit: 50, ...filters, ...cursorOf(pageParam) },
          signal,
        }),
      ...cursorPages,
      placeholderData: keepPreviousData,
    }),

  detail: (project: string, release: string) =>
    queryOptions({
      queryKey: ["releases", project, "detail", release],
      queryFn: ({ signal }) =>
        callApi<typeof getReleaseRoute>("GET", `${releases}/{release}`, {
          params: { project, release },
          signal,
        }),
    }),

  /** What is measured goes on moving until the release; the form looks again and again. */
  draft: (project: string, query: ReleaseDraftQuery) =>
    queryOptions({
      queryKey: ["releases", project, "draft", query],
      refetchInterval: 15_000,
      queryFn: ({ signal }) =>
        callApi<typeof getReleaseDraftRoute>("GET", `${releases}/drafts`, {
          params: { project },
          query,
          signal,
        }),
    }),

  changes: (project: string, query: { from: string; to?: string; environment: string }) =>
    queryOptions({
      queryKey: ["releases", project, "changes", query],
      placeholderData: keepPreviousData,
      queryFn: ({ signal }) =>
        callApi<typeof readChangesRoute>("GET", `${releases}/changes`, {
          params: { project },
          query,
          signal,
        }),
    }),
};
