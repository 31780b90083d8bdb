import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { cursorOf, cursorPages } from "@/lib/http/cursor-pages";
import type { countReviewsRoute, getReviewRoute, ListReviews, listReviewsRoute } from "./contract";
import type { getReviewDiffRoute } from "./review-diff-contract";

const reviews = "/api/v1/projects/{project}/reviews";

export type ReviewFilters = Partial<Pick<ListReviews, "view" | "prompt" | "q">>;

export const reviewQueries = {
  all: (project: string) => ["reviews", project] as const,

  list: (project: string, filters: ReviewFilters) =>
    infiniteQueryOptions({
      queryKey: ["reviews", project, "list", filters],
      queryFn: ({ signal, pageParam }) =>
        callApi<typeof listReviewsRoute>("GET", reviews, {
          params: { project },
          query: { limit: 50, ...filters, ...cursorOf(pageParam) },
          signal,
        }),
      ...cursorPages,
    }),

  counts: (project: string) =>
    queryOptions({
      queryKey: ["reviews", project, "counts"],
      refetchInterval: 60_000,
      queryFn: ({ signal }) =>
        callApi<typeof countReviewsRoute>("GET", "/api/v1/projects/{project}/review-counts", {
          params: { project },
          signal,
        }),
    }),

  detail: (project: string, number: string) =>
    queryOptions({
      queryKey: ["reviews", project, "detail", number],
      // Two people look at it at once.
      refetchInterval: 20_000,
      queryFn: ({ signal }) =>
        callApi<typeof getReviewRoute>("GET", `${reviews}/{id}`, {
          params: { project, id: number },
          signal,
        }),
    }),

  /** `version` is part of the key: when the review moves on, the difference is another one. */
  diff: (project: string, number: string, version: number, from: number | null) =>
    queryOptions({
      queryKey: ["reviews", project, "diff", number, version, from],
      queryFn: ({ signal }) =>
        callApi<typeof getReviewDiffRoute>("GET", `${reviews}/{id}/diff`, {
          params: { project, id: number },
          query: from ? { from } : {},
          signal,
        }),
    }),
};
