"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { promptQueries } from "@/lib/prompts/queries";
import type {
  CreateChain,
  CreateChainVersion,
  createChainRoute,
  discardChainDraftRoute,
  saveChainVersionRoute,
} from "./contract";
import { chainQueries } from "./queries";

const chains = "/api/v1/projects/{project}/chains";

export function useCreateChain(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateChain) =>
      callApi<typeof createChainRoute>("POST", chains, { params: { project }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: promptQueries.all(project) }),
  });
}

export function useSaveChainVersion(project: string, name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateChainVersion) =>
      callApi<typeof saveChainVersionRoute>("POST", `${chains}/{name}/versions`, {
        params: { project, name },
        body,
      }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: chainQueries.all(project) }),
        client.invalidateQueries({ queryKey: promptQueries.all(project) }),
      ]),
  });
}

export function useDiscardChainDraft(project: string, name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      callApi<typeof discardChainDraftRoute>("DELETE", `${chains}/{name}/draft`, {
        params: { project, name },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: chainQueries.all(project) }),
  });
}
