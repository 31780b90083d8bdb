import { z } from "zod";
import { defineRoute, ProjectParams } from "@/lib/http/contract";
import {
  ChainContent,
  ChainDraft,
  chainFits,
  chainShape,
  chainTooLarge,
} from "@/lib/prompts/chain/chain-content";
import {
  CreatePrompt,
  ListPrompts,
  Prompt,
  PromptList,
  PromptParams,
  UpdatePrompt,
  VersionNumber,
  VersionParams,
} from "@/lib/prompts/contract";
import { DiffQuery, PromptDiff } from "@/lib/prompts/diff/diff-contract";
import { Draft, SaveDraft } from "@/lib/prompts/draft-contract";
import {
  CreateVersion,
  ListVersions,
  VersionList,
  VersionSummary,
  WrittenMessage,
} from "@/lib/prompts/version-contract";

export const CreateChain = CreatePrompt.omit({ kind: true }).meta({ id: "CreateChain" });
export type CreateChain = z.infer<typeof CreateChain>;

export const CreateChainVersion = z
  .strictObject({
    ...chainShape,
    commitMessage: CreateVersion.shape.commitMessage,
    ticketUrl: CreateVersion.shape.ticketUrl,
    parentVersion: CreateVersion.shape.parentVersion,
  })
  .refine(chainFits, chainTooLarge)
  .meta({ id: "CreateChainVersion" });
export type CreateChainVersion = z.infer<typeof CreateChainVersion>;

/** `variables` are the chain's inputs. */
export const ChainVersion = VersionSummary.extend(chainShape).meta({ id: "ChainVersion" });
export type ChainVersion = z.infer<typeof ChainVersion>;

export const ChainDraftState = Draft.extend({ content: ChainDraft }).meta({ id: "ChainDraft" });
export type ChainDraftState = z.infer<typeof ChainDraftState>;

export const SaveChainDraft = SaveDraft.extend({ content: ChainDraft }).meta({
  id: "SaveChainDraft",
});
export type SaveChainDraft = z.infer<typeof SaveChainDraft>;

/** What is wrong with the wiring: `path` as in an error of the API, `fix` an expression that would be right. */
export const ChainCheck = z
  .object({
    problems: z.array(
      z.object({ path: z.string(), message: z.string(), fix: z.string().optional() }),
    ),
    /** What is known of each step's output before it runs, as a JSON Schema; null: nothing. */
    outputs: z.array(
      z.object({ key: z.string(), schema: z.record(z.string(), z.unknown()).nullable() }),
    ),
    /** Of each prompt step: what its version needs; null: there is no such version. */
    prompts: z.array(
      z.object({
        key: z.string(),
        variables: z.array(z.string()),
        latestVersion: z.int(),
        liveVersions: z.array(z.object({ environment: z.string(), version: z.int() })),
      }),
    ),
  })
  .meta({ id: "ChainCheck" });
export type ChainCheck = z.infer<typeof ChainCheck>;

/** Two versions step by step; the texts stand in place of messages. */
export const ChainDiff = z
  .object({
    diff: PromptDiff,
    from: z.array(WrittenMessage),
    to: z.array(WrittenMessage),
  })
  .meta({ id: "ChainDiff" });
export type ChainDiff = z.infer<typeof ChainDiff>;

const params = PromptParams.extend(ProjectParams.shape);
const versionParams = VersionParams.extend(ProjectParams.shape);
const reading = { scope: "prompts:read" } as const;
const writing = { scope: "prompts:write", role: "editor" } as const;
const chains = "/api/v1/projects/{project}/chains";

export const listChainsRoute = defineRoute({
  method: "GET",
  path: chains,
  summary: "Chains, by name",
  access: reading,
  params: ProjectParams,
  query: ListPrompts.omit({ kind: true }),
  response: PromptList,
});

export const createChainRoute = defineRoute({
  method: "POST",
  path: chains,
  summary: "Create a chain; its first version comes after",
  access: writing,
  params: ProjectParams,
  body: CreateChain,
  status: 201,
  response: Prompt,
});

export const getChainRoute = defineRoute({
  method: "GET",
  path: `${chains}/{name}`,
  summary: "One chain: what is live where, who owns it, its last eval",
  access: reading,
  params,
  response: Prompt,
  hasEtag: true,
});

export const updateChainRoute = defineRoute({
  method: "PATCH",
  path: `${chains}/{name}`,
  summary: "Rename a chain, change its description, owner or tags, archive or restore it",
  access: writing,
  params,
  body: UpdatePrompt,
  response: Prompt,
});

export const listChainVersionsRoute = defineRoute({
  method: "GET",
  path: `${chains}/{name}/versions`,
  summary: "Versions of a chain, newest first",
  access: reading,
  params,
  query: ListVersions,
  response: VersionList,
});

export const saveChainVersionRoute = defineRoute({
  method: "POST",
  path: `${chains}/{name}/versions`,
  summary: "Save a version once its steps fit together; it gets the next number and never changes",
  access: writing,
  params,
  body: CreateChainVersion,
  maxBodyBytes: 2_000_000,
  status: 201,
  response: ChainVersion,
});

export const getChainVersionRoute = defineRoute({
  method: "GET",
  path: `${chains}/{name}/versions/{number}`,
  summary: "One version, whole",
  access: reading,
  params: versionParams,
  response: ChainVersion,
  hasEtag: true,
});

export const diffChainVersionsRoute = defineRoute({
  method: "GET",
  path: `${chains}/{name}/diff`,
  summary: "What differs between two versions, step by step",
  access: reading,
  params,
  query: DiffQuery,
  response: ChainDiff,
});

export const diffChainDraftRoute = defineRoute({
  method: "POST",
  path: `${chains}/{name}/draft-diffs`,
  summary: "What a draft changes against a version, step by step; stores nothing",
  access: reading,
  params,
  body: z.strictObject({ from: VersionNumber, content: ChainContent }),
  maxBodyBytes: 2_000_000,
  response: ChainDiff,
});

export const getChainDraftRoute = defineRoute({
  method: "GET",
  path: `${chains}/{name}/draft`,
  summary: "Your own draft of a chain, or null",
  access: reading,
  params,
  response: ChainDraftState.nullable(),
  hasEtag: true,
});

export const saveChainDraftRoute = defineRoute({
  method: "PUT",
  path: `${chains}/{name}/draft`,
  summary: "Save your draft of a chain; 412 when another tab has saved a newer one",
  access: writing,
  params,
  body: SaveChainDraft,
  maxBodyBytes: 2_000_000,
  response: ChainDraftState,
});

export const discardChainDraftRoute = defineRoute({
  method: "DELETE",
  path: `${chains}/{name}/draft`,
  summary: "Discard your draft of a chain",
  access: writing,
  params,
  status: 204,
});

export const checkChainRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/chain-checks",
  summary: "Whether the steps of a chain fit together; stores nothing",
  access: reading,
  params: ProjectParams,
  body: ChainContent,
  maxBodyBytes: 2_000_000,
  response: ChainCheck,
});
