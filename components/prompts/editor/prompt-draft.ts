"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import {
  type DraftHandle,
  type DraftShape,
  type DraftStart,
  useDraft,
} from "@/components/prompts/drafts/editor-draft";
import { callApi } from "@/lib/http/api-client";
import { bareContent } from "@/lib/prompts/bare-content";
import type { Prompt } from "@/lib/prompts/contract";
import type { saveDraftRoute } from "@/lib/prompts/draft-contract";
import { useDiscardDraft } from "@/lib/prompts/hooks";
import { promptQueries } from "@/lib/prompts/queries";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { type EditorContent, starterContent, toContent, toEditor } from "./editor-content";

const path = "/api/v1/projects/{project}/prompts/{name}/draft" as const;

export const promptDraft: DraftShape<VersionContent, EditorContent> = {
  ...{ path, toEditor, toContent },
  queryKey: (project, name) => promptQueries.draft(project, name).queryKey,
  read: (client, project, name) =>
    client.fetchQuery({ ...promptQueries.draft(project, name), staleTime: 0 }),
  save: ({ project, name }, body, { keepalive }) =>
    callApi<typeof saveDraftRoute>("PUT", path, { params: { project, name }, body, keepalive }),
};

interface Beginning {
  person: string;
  start: DraftStart<VersionContent>;
}

/** The person's draft of a prompt, read anew and discarded on the server. */
export function usePromptDraft(project: string, prompt: Prompt, { person, start }: Beginning) {
  const { name, kind, latestVersion } = prompt;
  const client = useQueryClient();
  const remove = useDiscardDraft(project, name);
  const draft = useDraft(promptDraft, { project, name, person }, start);
  const read = useCallback(() => promptDraft.read(client, project, name), [client, project, name]);
  const discard = async () => {
    await remove.mutateAsync();
    if (!latestVersion) return { content: starterContent(kind), baseVersion: null };
    const latest = await client.fetchQuery(promptQueries.version(project, name, latestVersion));
    return { content: bareContent(latest), baseVersion: latestVersion };
  };
  return { draft, read, discard };
}

export type PromptDraft = DraftHandle<VersionContent, EditorContent>;
