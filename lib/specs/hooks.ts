"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { RunMissing, runMissingRoute } from "@/lib/specs/gates/gate-contract";
import type {
  DismissSpecialCases,
  dismissSpecialCasesRoute,
  restoreSpecialCasesRoute,
} from "@/lib/specs/special-cases/special-case-contract";
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

/** `reason` null: the hint is shown again. */
export function useDismissSpecialCases(project: string, name: string, version: number) {
  const client = useQueryClient();
  const path = `${prompt}/versions/{number}/special-cases/dismissal`;
  const params = { project, name, number: version };
  return useMutation({
    mutationFn: async (body: DismissSpecialCases | null) => {
      if (body) await callApi<typeof dismissSpecialCasesRoute>("POST", path, { params, body });
      else await callApi<typeof restoreSpecialCasesRoute>("DELETE", path, { params });
    },
    onSuccess: () =>
      client.invalidateQueries({
        queryKey: specQueries.specialCases(project, name, version).queryKey,
      }),
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
