"use client";
import { callApi } from "@/lib/http/api-client";
import type { saveDraftRoute } from "@/lib/prompts/draft-contract";
import { promptQueries } from "@/lib/prompts/queries";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { type EditorContent, toContent, toEditor } from "./editor-content";
import type { DraftHandle, DraftShape } from "./editor-draft";

const path = "/api/v1/projects/{project}/prompts/{name}/draft" as const;

export const promptDraft: DraftShape<VersionContent, EditorContent> = {
  ...{ path, toEditor, toContent },
  queryKey: (project, name) => promptQueries.draft(project, name).queryKey,
  read: (client, project, name) =>
    client.fetchQuery({ ...promptQueries.draft(project, name), staleTime: 0 }),
  save: ({ project, name }, body, { keepalive }) =>
    callApi<typeof saveDraftRoute>("PUT", path, { params: { project, name }, body, keepalive }),
};

export type PromptDraft = DraftHandle<VersionContent, EditorContent>;
