import { z } from "zod";
import { Email, Person } from "@/lib/auth/contract";
import { defineRoute, Estimate, limitUpTo, ProjectParams, Timestamp } from "@/lib/http/contract";

export const PromptName = z
  .string()
  .max(120, "A prompt's name has at most 120 characters.")
  .regex(
    /^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)*$/,
    "Use lower-case letters, digits, “.”, “_” and “-”, with “/” between folders, for example support/triage.",
  )
  .meta({ id: "PromptName", example: "support/triage" });
export type PromptName = z.infer<typeof PromptName>;

export const PromptKind = z.enum(["chat", "text"]);
export type PromptKind = z.infer<typeof PromptKind>;

/** What has versions: a prompt, or a chain of steps. */
export const VersionedKind = z.enum([...PromptKind.options, "chain"]);
export type VersionedKind = z.infer<typeof VersionedKind>;

export const PromptParams = z.object({ name: PromptName });
export type PromptParams = z.infer<typeof PromptParams>;

export const VersionNumber = z.coerce.number().int().min(1).max(1_000_000_000);

export const VersionParams = PromptParams.extend({ number: VersionNumber });
export type VersionParams = z.infer<typeof VersionParams>;

export const LiveVersion = z
  .object({
    version: z.int(),
    releasedAt: z.iso.datetime(),
    releasedBy: Person,
    /** Another version that `percent` of the units get. */
    rollout: z.object({ id: z.string(), version: z.int(), percent: z.number() }).optional(),
  })
  .meta({ id: "LiveVersion" });
export type LiveVersion = z.infer<typeof LiveVersion>;

export const LastEval = z
  .object({
    runId: z.string(),
    runNumber: z.int(),
    version: z.int(),
    evalSet: z.string(),
    finishedAt: z.iso.datetime(),
    passRate: Estimate,
    /** Pass rates of the measured versions on this eval set, oldest first. */
    trend: z.array(z.object({ version: z.int(), passRate: Estimate, runNumber: z.int() })),
  })
  .meta({ id: "LastEval" });
export type LastEval = z.infer<typeof LastEval>;

/** A word to find prompts by, of any kind: a team, a product, a language. */
export const PromptTag = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,39}$/,
    "A tag has up to 40 lower-case letters, digits, “.”, “_” and “-”, for example billing.",
  );

export const Prompt = z
  .object({
    name: PromptName,
    kind: VersionedKind,
    description: z.string().nullable(),
    owner: Person,
    tags: z.array(z.string()),
    /** Names it had before, which still reach it. */
    formerNames: z.array(z.string()),
    latestVersion: z.int().nullable(),
    live: z.record(z.string(), LiveVersion),
    lastEval: LastEval.nullable().optional(),
    /** The asking person's own draft. */
    draft: z
      .object({ baseVersion: z.int().nullable(), revision: z.int(), savedAt: z.iso.datetime() })
      .nullable()
      .optional(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    archivedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Prompt" });
export type Prompt = z.infer<typeof Prompt>;

export const CreatePrompt = z
  .strictObject({
    name: PromptName,
    kind: PromptKind,
    description: z.string().trim().max(500, "At most 500 characters.").optional(),
  })
  .meta({ id: "CreatePrompt" });
export type CreatePrompt = z.infer<typeof CreatePrompt>;

export const ListPrompts = z.object({
  q: z.string().trim().max(200).optional(),
  folder: z.string().max(120).optional(),
  owner: z.string().max(200).optional(),
  tag: z.string().max(40).optional(),
  archived: z.enum(["true", "false"]).default("false"),
  /** Chains are listed apart. */
  kind: z.enum(["prompt", "chain", "any"]).default("prompt"),
  limit: limitUpTo(200),
  cursor: z.string().max(400).optional(),
});
export type ListPrompts = z.infer<typeof ListPrompts>;

export const PromptList = z.object({
  data: z.array(Prompt),
  nextCursor: z.string().nullable(),
});
export type PromptList = z.infer<typeof PromptList>;

export const UpdatePrompt = z
  .strictObject({
    /** The former name goes on working, in addresses, calls and applications. */
    name: PromptName.optional(),
    description: z.string().trim().max(500, "At most 500 characters.").optional(),
    tags: z.array(PromptTag).max(20, "At most 20 tags.").optional(),
    /** E-mail of the member who looks after the prompt. */
    owner: Email.optional(),
    /** Archived prompts leave the list; their versions, runs and events stay. */
    isArchived: z.boolean().optional(),
  })
  .meta({ id: "UpdatePrompt" });
export type UpdatePrompt = z.infer<typeof UpdatePrompt>;

const params = PromptParams.extend(ProjectParams.shape);
const reading = { scope: "prompts:read" } as const;

const writing = { scope: "prompts:write", role: "editor" } as const;
const prompts = "/api/v1/projects/{project}/prompts";

export const listPromptsRoute = defineRoute({
  method: "GET",
  path: prompts,
  summary: "Prompts, by name",
  access: reading,
  params: ProjectParams,
  query: ListPrompts,
  response: PromptList,
});

export const createPromptRoute = defineRoute({
  method: "POST",
  path: prompts,
  summary: "Create a prompt; its first version comes after",
  access: writing,
  params: ProjectParams,
  body: CreatePrompt,
  status: 201,
  response: Prompt,
});

export const getPromptRoute = defineRoute({
  method: "GET",
  path: `${prompts}/{name}`,
  summary: "One prompt: what is live where, who owns it, its last eval",
  access: reading,
  params,
  response: Prompt,
  hasEtag: true,
});

export const updatePromptRoute = defineRoute({
  method: "PATCH",
  path: `${prompts}/{name}`,
  summary: "Rename a prompt, change its description, owner or tags, archive or restore it",
  access: writing,
  params,
  body: UpdatePrompt,
  response: Prompt,
});

/** What happened around a prompt, from the event log, newest first. */
export const PromptActivity = z
  .object({
    data: z.array(
      z.object({
        seq: z.int(),
        at: Timestamp,
        actor: z.string(),
        type: z.string(),
        version: z.int().nullable(),
        runNumber: z.int().nullable(),
        experimentNumber: z.int().nullable(),
        reviewNumber: z.int().nullable(),
        /** Of a release or rollback, with where it went; `message` is its goal or reason. */
        releaseNumber: z.int().nullable(),
        environment: z.string().nullable(),
        message: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "PromptActivity" });
export type PromptActivity = z.infer<typeof PromptActivity>;

export const listActivityRoute = defineRoute({
  method: "GET",
  path: `${prompts}/{name}/activity`,
  summary: "What happened around a prompt, newest first",
  access: reading,
  params,
  response: PromptActivity,
});
