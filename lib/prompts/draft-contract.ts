import { z } from "zod";
import { defineRoute, ProjectParams } from "@/lib/http/contract";
import { PromptParams } from "./contract";
import { VersionContent } from "./version-contract";

export const Draft = z
  .object({
    content: VersionContent,
    baseVersion: z.int().nullable(),
    revision: z.int(),
    savedAt: z.iso.datetime(),
  })
  .meta({ id: "Draft" });
export type Draft = z.infer<typeof Draft>;

/** `expectedRevision` is the revision the edit began from, 0 for a first draft; another one is a conflict. */
export const SaveDraft = z
  .strictObject({
    content: VersionContent,
    baseVersion: z.int().min(1).nullable(),
    expectedRevision: z.int().min(0),
  })
  .meta({ id: "SaveDraft" });
export type SaveDraft = z.infer<typeof SaveDraft>;

const params = PromptParams.extend(ProjectParams.shape);
const reading = { scope: "prompts:read" } as const;

const writing = { scope: "prompts:write", role: "editor" } as const;
const prompts = "/api/v1/projects/{project}/prompts";

export const getDraftRoute = defineRoute({
  method: "GET",
  path: `${prompts}/{name}/draft`,
  summary: "Your own draft, or null",
  access: reading,
  params,
  response: Draft.nullable(),
  hasEtag: true,
});

export const saveDraftRoute = defineRoute({
  method: "PUT",
  path: `${prompts}/{name}/draft`,
  summary: "Save your draft; 412 when another tab has saved a newer one",
  access: writing,
  params,
  body: SaveDraft,
  maxBodyBytes: 8_000_000,
  response: Draft,
});

export const discardDraftRoute = defineRoute({
  method: "DELETE",
  path: `${prompts}/{name}/draft`,
  summary: "Discard your draft",
  access: writing,
  params,
  status: 204,
});
