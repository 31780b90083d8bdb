"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { Rollout } from "./contract";
import { rolloutQueries } from "./queries";
import type { advanceRolloutRoute, pauseRolloutRoute, resumeRolloutRoute } from "./routes-contract";

const path = "/api/v1/projects/{project}/rollouts/{rollout}";

/** What a change answers is shown at once; lists, releases and prompts are read again. */
function useTakeAnswer(project: string) {
  const client = useQueryClient();
  return (rollout: Rollout) => {
    for (const name of [rollout.id, String(rollout.number)]) {
      client.setQueryData(rolloutQueries.detail(project, name).queryKey, rollout);
    }
    return Promise.all(
      [
        ["rollouts", project, "list"],
        ["releases", project],
        ["prompts", project],
      ].map((queryKey) => client.invalidateQueries({ queryKey })),
    );
  };
}

export function usePauseRollout(project: string, rollout: string) {
  return useMutation({
    mutationFn: (body: { reason: string }) =>
      callApi<typeof pauseRolloutRoute>("POST", `${path}/pauses`, {
        params: { project, rollout },
        body,
      }),
    onSuccess: useTakeAnswer(project),
  });
}

export function useResumeRollout(project: string, rollout: string) {
  return useMutation({
    mutationFn: (body: { reason: string }) =>
      callApi<typeof resumeRolloutRoute>("POST", `${path}/resumptions`, {
        params: { project, rollout },
        body,
      }),
    onSuccess: useTakeAnswer(project),
  });
}

export function useAdvanceRollout(project: string, rollout: string) {
  return useMutation({
    mutationFn: (body: { reason: string; stage: number }) =>
      callApi<typeof advanceRolloutRoute>("POST", `${path}/advances`, {
        params: { project, rollout },
        body,
      }),
    onSuccess: useTakeAnswer(project),
  });
}
