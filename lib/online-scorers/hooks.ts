"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type {
  CreateOnlineScorer,
  createOnlineScorerRoute,
  dryRunOnlineScorerRoute,
  editOnlineScorerRoute,
  removeOnlineScorerRoute,
  UpdateOnlineScorer,
} from "./contract";
import { onlineScorerQueries } from "./queries";

const path = "/api/v1/projects/{project}/online-scorers";

function useRefresh(project: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: onlineScorerQueries.list(project).queryKey });
}

export function useCreateOnlineScorer(project: string) {
  const onSuccess = useRefresh(project);
  return useMutation({
    mutationFn: (body: CreateOnlineScorer) =>
      callApi<typeof createOnlineScorerRoute>("POST", path, { params: { project }, body }),
    onSuccess,
  });
}

export function useUpdateOnlineScorer(project: string) {
  const onSuccess = useRefresh(project);
  return useMutation({
    mutationFn: ({ scorer, ...body }: { scorer: string; change: UpdateOnlineScorer }) =>
      callApi<typeof editOnlineScorerRoute>("PATCH", `${path}/{scorer}`, {
        params: { project, scorer },
        body: body.change,
      }),
    onSuccess,
  });
}

export function useDryRun(project: string) {
  const onSuccess = useRefresh(project);
  return useMutation({
    mutationFn: (scorer: string) =>
      callApi<typeof dryRunOnlineScorerRoute>("POST", `${path}/{scorer}/dry-runs`, {
        params: { project, scorer },
      }),
    onSuccess,
  });
}

export function useDeleteOnlineScorer(project: string) {
  const onSuccess = useRefresh(project);
  return useMutation({
    mutationFn: (scorer: string) =>
      callApi<typeof removeOnlineScorerRoute>("DELETE", `${path}/{scorer}`, {
        params: { project, scorer },
      }),
    onSuccess,
  });
}
