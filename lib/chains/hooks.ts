"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { promptQueries } from "@/lib/prompts/queries";
import type {
  CreateChain,
  CreateChainVersion,
  createChainRoute,
  discardChainDraftRoute,
  SaveChainDraft,
  saveChainDraftRoute,
  saveChainVersionRoute,
} from "./contract";
import type { ChainProposal } from "./propose/proposal-contract";
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

/** A chain without a version, whose draft has the steps that traces show. */
export function useCreateProposedChain(project: string) {
  const create = useCreateChain(project);
  return useMutation({
    mutationFn: async ({ name, proposal }: { name: string; proposal: ChainProposal }) => {
      const chain = await create.mutateAsync({ name });
      const steps = proposal.steps.map(({ traces: _, note: __, ...step }) => step);
      await callApi<typeof saveChainDraftRoute>("PUT", `${chains}/{name}/draft`, {
        params: { project, name: chain.name },
        body: {
          content: { steps, inputs: proposal.inputs },
          ...{ baseVersion: null, expectedRevision: 0 },
        },
      });
      return chain;
    },
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

export function useSaveChainDraft(project: string, name: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SaveChainDraft) =>
      callApi<typeof saveChainDraftRoute>("PUT", `${chains}/{name}/draft`, {
        params: { project, name },
        body,
      }),
    onSuccess: (draft) => client.setQueryData(chainQueries.draft(project, name).queryKey, draft),
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
