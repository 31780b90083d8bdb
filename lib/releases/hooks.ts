"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { CreateReleaseInput, createReleaseRoute, rollBackRoute } from "./contract";

const releases = "/api/v1/projects/{project}/releases";

/** What is live stands on prompts, reviews and releases alike, so all of them are read again. */
function useReadAgain(project: string) {
  const client = useQueryClient();
  return () =>
    Promise.all(
      ["releases", "prompts", "reviews", "rollouts", "specs"].map((domain) =>
        client.invalidateQueries({ queryKey: [domain, project] }),
      ),
    );
}

export function useRelease(project: string) {
  const readAgain = useReadAgain(project);
  return useMutation({
    mutationFn: (body: CreateReleaseInput) =>
      callApi<typeof createReleaseRoute>("POST", releases, { params: { project }, body }),
    onSuccess: readAgain,
  });
}

export function useRollBack(project: string) {
  const readAgain = useReadAgain(project);
  return useMutation({
    mutationFn: ({ release, reason }: { release: string; reason: string }) =>
      callApi<typeof rollBackRoute>("POST", `${releases}/{release}/rollback`, {
        params: { project, release },
        body: { reason },
      }),
    onSuccess: readAgain,
  });
}
