"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { CreatePrompt, createPromptRoute, UpdatePrompt, updatePromptRoute } from "./contract";
import type { discardDraftRoute, SaveDraft, saveDraftRoute } from "./draft-contract";
import { promptQueries } from "./queries";
import type { CreateVersion, saveVersionRoute } from "./version-contract";

const prompts = "/api/v1/projects/{project}/prompts";

export function useCreatePrompt(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreatePrompt) =>
      callApi<typeof createPromptRoute>("POST", prompts, { params: { project }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: promptQueries.all(project) }),
  });
}

/** Creates a prompt and saves these versions of it, in order. */
export function useCreatePromptWithVersions(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({
      prompt,
      versions,
    }: {
      prompt: CreatePrompt;
      versions: CreateVersion[];
    }) => {
      await callApi<typeof createPromptRoute>("POST", prompts, {
        params: { project },
        body: prompt,
      });
      for (const body of versions) {
        await callApi<typeof saveVersionRoute>("POST", `${prompts}/{name}/versions`, {
          params: { project, name: prompt.name },
          body,
        });
      }
    },
    onSuccess: () => client.invalidateQueries({ queryKey: promptQueries.all(project) }),
  });
}

export function useUpdatePrompt(project: string, name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdatePrompt) =>
      callApi<typeof updatePromptRoute>("PATCH", `${prompts}/{name}`, {
        params: { project, name },
        body,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: promptQueries.all(project) }),
  });
}

export function useSaveVersion(project: string, name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateVersion) =>
      callApi<typeof saveVersionRoute>("POST", `${prompts}/{name}/versions`, {
        params: { project, name },
        body,
      }),
    // Whoever saved goes on while what the page shows is read again.
    onSuccess: () => void client.invalidateQueries({ queryKey: promptQueries.all(project) }),
  });
}

export function useSaveDraft(project: string, name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SaveDraft) =>
      callApi<typeof saveDraftRoute>("PUT", `${prompts}/{name}/draft`, {
        params: { project, name },
        body,
      }),
    onSuccess: (draft) => client.setQueryData(promptQueries.draft(project, name).queryKey, draft),
  });
}

export function useDiscardDraft(project: string, name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      callApi<typeof discardDraftRoute>("DELETE", `${prompts}/{name}/draft`, {
        params: { project, name },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: promptQueries.all(project) }),
  });
}
