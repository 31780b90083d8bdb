"use client";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { dismissHintRoute, listHintDismissalsRoute, restoreHintRoute } from "./hint-contract";

const path = "/api/v1/projects/{project}/prompts/{name}/hint-dismissals";

export const hintDismissals = (project: string, name: string) =>
  queryOptions({
    queryKey: ["hint-dismissals", project, name],
    queryFn: ({ signal }) =>
      callApi<typeof listHintDismissalsRoute>("GET", path, { params: { project, name }, signal }),
  });

export function useDismissHint(project: string, name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (hint: string) =>
      callApi<typeof dismissHintRoute>("PUT", `${path}/{hint}`, {
        params: { project, name, hint },
      }),
    onSuccess: (data) => client.setQueryData(hintDismissals(project, name).queryKey, data),
  });
}

export function useRestoreHint(project: string, name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (hint: string) =>
      callApi<typeof restoreHintRoute>("DELETE", `${path}/{hint}`, {
        params: { project, name, hint },
      }),
    onSuccess: (data) => client.setQueryData(hintDismissals(project, name).queryKey, data),
  });
}
