import { queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type {
  getCaseHistoryRoute,
  previewCaseRoute,
} from "@/lib/trace-reviews/cases/case-contract";
import type {
  getReviewQueueRoute,
  getReviewSettingsRoute,
  getReviewSheetRoute,
  listAlikeGroupsRoute,
  listCategoryTrendsRoute,
} from "./contract";

const base = "/api/v1/projects/{project}";

export const traceReviewQueries = {
  all: (project: string) => ["trace-reviews", project] as const,

  queue: (project: string, query: { week?: string; rule?: string } = {}) =>
    queryOptions({
      queryKey: ["trace-reviews", project, "queue", query],
      queryFn: ({ signal }) =>
        callApi<typeof getReviewQueueRoute>("GET", `${base}/trace-queue`, {
          params: { project },
          query,
          signal,
        }),
    }),

  sheet: (project: string, id: string) =>
    queryOptions({
      queryKey: ["trace-reviews", project, "sheet", id],
      queryFn: ({ signal }) =>
        callApi<typeof getReviewSheetRoute>("GET", `${base}/traces/{id}/review`, {
          params: { project, id },
          signal,
        }),
    }),

  groups: (project: string) =>
    queryOptions({
      queryKey: ["trace-reviews", project, "groups"],
      staleTime: 30_000,
      queryFn: ({ signal }) =>
        callApi<typeof listAlikeGroupsRoute>("GET", `${base}/trace-groups`, {
          params: { project },
          signal,
        }),
    }),

  settings: (project: string) =>
    queryOptions({
      queryKey: ["trace-reviews", project, "settings"],
      queryFn: ({ signal }) =>
        callApi<typeof getReviewSettingsRoute>("GET", `${base}/review-settings`, {
          params: { project },
          signal,
        }),
    }),

  trends: (project: string, weeks = 6) =>
    queryOptions({
      queryKey: ["trace-reviews", project, "trends", weeks],
      queryFn: ({ signal }) =>
        callApi<typeof listCategoryTrendsRoute>("GET", `${base}/failure-categories/trends`, {
          params: { project },
          query: { weeks },
          signal,
        }),
    }),

  casePreview: (project: string, id: string, evalSet?: string) =>
    queryOptions({
      queryKey: ["trace-reviews", project, "case", id, evalSet ?? null],
      queryFn: ({ signal }) =>
        callApi<typeof previewCaseRoute>("GET", `${base}/traces/{id}/case-preview`, {
          params: { project, id },
          query: evalSet === undefined ? {} : { evalSet },
          signal,
        }),
      retry: false,
    }),

  caseHistory: (project: string, name: string, caseId: string) =>
    queryOptions({
      queryKey: ["trace-reviews", project, "case-history", name, caseId],
      queryFn: ({ signal }) =>
        callApi<typeof getCaseHistoryRoute>(
          "GET",
          `${base}/eval-sets/{name}/cases/{caseId}/history`,
          { params: { project, name, caseId }, signal },
        ),
    }),
};
