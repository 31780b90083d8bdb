"use client";
import type { DraftHandle, DraftShape } from "@/components/prompts/drafts/editor-draft";
import type { DraftOf } from "@/components/prompts/drafts/editor-draft-saver";
import type { ChainDraftState, saveChainDraftRoute } from "@/lib/chains/contract";
import { chainQueries } from "@/lib/chains/queries";
import { callApi } from "@/lib/http/api-client";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import { type EditorChain, toChain, toEditorChain } from "./editor-chain";

const path = "/api/v1/projects/{project}/chains/{name}/draft" as const;

/** A stored draft may lack whole parts of its steps; the editor's does not. */
export function completeDraft(draft: ChainDraftState): DraftOf<ChainContent>;
export function completeDraft(draft: ChainDraftState | null): DraftOf<ChainContent> | null;
export function completeDraft(draft: ChainDraftState | null): DraftOf<ChainContent> | null {
  return draft && { ...draft, content: toChain(toEditorChain(draft.content)) };
}

export const chainDraft: DraftShape<ChainContent, EditorChain> = {
  path,
  toEditor: toEditorChain,
  toContent: toChain,
  queryKey: (project, name) => chainQueries.draft(project, name).queryKey,
  read: async (client, project, name) =>
    completeDraft(await client.fetchQuery({ ...chainQueries.draft(project, name), staleTime: 0 })),
  save: async ({ project, name }, body, { keepalive }) => {
    const params = { project, name };
    return completeDraft(
      await callApi<typeof saveChainDraftRoute>("PUT", path, { params, body, keepalive }),
    );
  },
};

export type ChainDraftHandle = DraftHandle<ChainContent, EditorChain>;
