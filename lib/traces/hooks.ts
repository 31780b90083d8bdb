"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type {
  editTraceSettingsRoute,
  UpdateTraceSettings,
} from "@/lib/traces/settings/settings-contract";
import type {
  removeTraceViewRoute,
  SaveTraceView,
  saveTraceViewRoute,
} from "@/lib/traces/views/view-contract";
import type {
  deleteTracesRoute,
  FeedbackInput,
  giveFeedbackRoute,
  TraceDeletion,
} from "./contract";
import { traceQueries, traceSettingsQueries } from "./queries";

const views = "/api/v1/projects/{project}/trace-views";

export function useGiveFeedback(project: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: FeedbackInput) =>
      callApi<typeof giveFeedbackRoute>("POST", "/api/v1/projects/{project}/traces/{id}/feedback", {
        params: { project, id },
        body,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: traceQueries.all(project) }),
  });
}

export function useSaveTraceView(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SaveTraceView) =>
      callApi<typeof saveTraceViewRoute>("POST", views, { params: { project }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: traceQueries.views(project).queryKey }),
  });
}

export function useDeleteTraceView(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (view: string) =>
      callApi<typeof removeTraceViewRoute>("DELETE", `${views}/{view}`, {
        params: { project, view },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: traceQueries.views(project).queryKey }),
  });
}

export function useUpdateTraceSettings(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateTraceSettings) =>
      callApi<typeof editTraceSettingsRoute>("PUT", "/api/v1/projects/{project}/trace-settings", {
        params: { project },
        body,
      }),
    onSuccess: (saved) => client.setQueryData(traceSettingsQueries.detail(project).queryKey, saved),
  });
}

export function useDeleteTraces(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: TraceDeletion) =>
      callApi<typeof deleteTracesRoute>("POST", "/api/v1/projects/{project}/trace-deletions", {
        params: { project },
        body,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: traceQueries.all(project) }),
  });
}
