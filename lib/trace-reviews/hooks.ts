"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { callApi } from "@/lib/http/api-client";
import type {
  MakeCase,
  MakeCases,
  makeCaseRoute,
  makeCasesRoute,
} from "@/lib/trace-reviews/cases/case-contract";
import type {
  AskForLabelsInput,
  askForLabelsRoute,
} from "@/lib/trace-reviews/labels/label-request-contract";
import { traceQueries } from "@/lib/traces/queries";
import type {
  editReviewSettingsRoute,
  holdTraceRoute,
  SaveReview,
  SaveReviews,
  saveReviewRoute,
  saveReviewsRoute,
  UndoReviews,
  UpdateReviewSettings,
  undoReviewRoute,
  undoReviewsRoute,
} from "./contract";
import { traceReviewQueries } from "./queries";

const base = "/api/v1/projects/{project}";

/** A verdict shows in the queue, in lists of traces, in counts and in the states of categories. */
function useRefresh(project: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: traceReviewQueries.all(project) }),
      client.invalidateQueries({ queryKey: traceQueries.all(project) }),
      client.invalidateQueries({ queryKey: categoryQueries.all(project) }),
      client.invalidateQueries({ queryKey: ["weeks", project] }),
    ]);
}

export function useSaveReview(project: string) {
  const onSuccess = useRefresh(project);
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: SaveReview }) =>
      callApi<typeof saveReviewRoute>("PUT", `${base}/traces/{id}/review`, {
        params: { project, id },
        body,
      }),
    onSuccess: () => void onSuccess(),
  });
}

export function useAskForLabels(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AskForLabelsInput) =>
      callApi<typeof askForLabelsRoute>("POST", `${base}/label-requests`, {
        params: { project },
        body,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["judges", project] }),
  });
}

export function useUndoReview(project: string) {
  const onSuccess = useRefresh(project);
  return useMutation({
    mutationFn: (id: string) =>
      callApi<typeof undoReviewRoute>("DELETE", `${base}/traces/{id}/review`, {
        params: { project, id },
      }),
    onSuccess: () => void onSuccess(),
  });
}

export function useSaveReviews(project: string) {
  const onSuccess = useRefresh(project);
  return useMutation({
    mutationFn: (body: SaveReviews) =>
      callApi<typeof saveReviewsRoute>("POST", `${base}/trace-reviews`, {
        params: { project },
        body,
      }),
    onSuccess: () => void onSuccess(),
  });
}

export function useUndoReviews(project: string) {
  const onSuccess = useRefresh(project);
  return useMutation({
    mutationFn: (body: UndoReviews) =>
      callApi<typeof undoReviewsRoute>("POST", `${base}/trace-review-undos`, {
        params: { project },
        body,
      }),
    onSuccess: () => void onSuccess(),
  });
}

export function useHoldTrace(project: string) {
  return useMutation({
    mutationFn: (id: string) =>
      callApi<typeof holdTraceRoute>("POST", `${base}/traces/{id}/holds`, {
        params: { project, id },
      }),
  });
}

export function useUpdateReviewSettings(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateReviewSettings) =>
      callApi<typeof editReviewSettingsRoute>("PATCH", `${base}/review-settings`, {
        params: { project },
        body,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: traceReviewQueries.all(project) }),
  });
}

/** An eval set has a new revision then, and runs of it other cases. */
function useRefreshSets(project: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: evalSetQueries.all(project) }),
      client.invalidateQueries({ queryKey: ["trace-reviews", project, "case"] }),
      client.invalidateQueries({ queryKey: traceQueries.all(project) }),
      client.invalidateQueries({ queryKey: ["weeks", project] }),
    ]);
}

export function useMakeCase(project: string) {
  const onSuccess = useRefreshSets(project);
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: MakeCase }) =>
      callApi<typeof makeCaseRoute>("POST", `${base}/traces/{id}/cases`, {
        params: { project, id },
        body,
      }),
    onSuccess: () => void onSuccess(),
  });
}

export function useMakeCases(project: string) {
  const onSuccess = useRefreshSets(project);
  return useMutation({
    mutationFn: ({ category, body }: { category: string; body: MakeCases }) =>
      callApi<typeof makeCasesRoute>("POST", `${base}/failure-categories/{category}/cases`, {
        params: { project, category },
        body,
      }),
    onSuccess: () => void onSuccess(),
  });
}
