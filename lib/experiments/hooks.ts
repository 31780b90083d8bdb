"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import type {
  StartHoldoutRuns,
  startHoldoutRunsRoute,
} from "@/lib/experiments/holdout/holdout-contract";
import { callApi } from "@/lib/http/api-client";
import { runQueries } from "@/lib/runs/queries";
import type {
  cancelExperimentRoute,
  retryExperimentRoute,
  startExperimentRoute,
  UpdateExperiment,
  updateExperimentRoute,
} from "./contract";
import { experimentQueries } from "./queries";
import type { StartExperimentInput } from "./start-contract";

const experiments = "/api/v1/projects/{project}/experiments";

/** Its cells are runs, so the lists of both change. */
function useRefresh(project: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: experimentQueries.all(project) }),
      client.invalidateQueries({ queryKey: runQueries.all(project) }),
    ]);
}

export function useStartExperiment(project: string) {
  return useMutation({
    mutationFn: (body: StartExperimentInput) =>
      callApi<typeof startExperimentRoute>("POST", experiments, { params: { project }, body }),
    onSuccess: useRefresh(project),
  });
}

export function useUpdateExperiment(project: string, experiment: number) {
  return useMutation({
    mutationFn: (body: UpdateExperiment) =>
      callApi<typeof updateExperimentRoute>("PATCH", `${experiments}/{experiment}`, {
        params: { project, experiment: String(experiment) },
        body,
      }),
    onSuccess: useRefresh(project),
  });
}

export function useCancelExperiment(project: string, experiment: number) {
  return useMutation({
    mutationFn: () =>
      callApi<typeof cancelExperimentRoute>("POST", `${experiments}/{experiment}/cancellation`, {
        params: { project, experiment: String(experiment) },
      }),
    onSuccess: useRefresh(project),
  });
}

export function useRetryExperiment(project: string, experiment: number) {
  return useMutation({
    mutationFn: () =>
      callApi<typeof retryExperimentRoute>("POST", `${experiments}/{experiment}/error-retries`, {
        params: { project, experiment: String(experiment) },
      }),
    onSuccess: useRefresh(project),
  });
}

export function useStartHoldoutRuns(project: string, experiment: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: StartHoldoutRuns) =>
      callApi<typeof startHoldoutRunsRoute>("POST", `${experiments}/{experiment}/holdout-runs`, {
        params: { project, experiment: String(experiment) },
        body,
      }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: experimentQueries.all(project) }),
        client.invalidateQueries({ queryKey: runQueries.all(project) }),
        client.invalidateQueries({ queryKey: evalSetQueries.all(project) }),
      ]),
  });
}
