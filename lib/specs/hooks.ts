"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { RunMissing, runMissingRoute } from "@/lib/specs/gates/gate-contract";
import type { WriteSpecInput, writeSpecRoute } from "./contract";
import { specQueries } from "./queries";

const prompt = "/api/v1/projects/{project}/prompts/{name}";

export function useWriteSpec(project: string, name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: WriteSpecInput) =>
      callApi<typeof writeSpecRoute>("PUT", `${prompt}/spec`, { params: { project, name }, body }),
    onSuccess: (spec) => {
      client.setQueryData(specQueries.detail(project, name).queryKey, spec);
      return client.invalidateQueries({ queryKey: specQueries.all(project, name) });
    },
  });
}

export function useRunMissing(project: string, name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RunMissing) =>
      callApi<typeof runMissingRoute>("POST", `${prompt}/gates/runs`, {
        params: { project, name },
        body,
      }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: specQueries.all(project, name) }),
        client.invalidateQueries({ queryKey: ["runs", project] }),
      ]),
  });
}
