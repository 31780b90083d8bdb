import { z } from "zod";
import { Email, Person } from "@/lib/auth/contract";
import { defineRoute, Estimate, ProjectParams, Timestamp } from "@/lib/http/contract";
import {
  JsonSchema,
  MessageRole,
  ModelRef,
  ModelSettings,
  ToolDefinition,
} from "@/lib/providers/contract";

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

export const PromptParams = z.object({ name: PromptName });
export type PromptParams = z.infer<typeof PromptParams>;

export const VersionNumber = z.coerce.number().int().min(1).max(1_000_000_000);

export const VersionParams = PromptParams.extend({ number: VersionNumber });
export type VersionParams = z.infer<typeof VersionParams>;

const longestMessage = 400_000;
const longestContent = 2_000_000;

export const WrittenMessage = z
  .strictObject({
    role: MessageRole,
    content: z.string().max(longestMessage, "A message has at most 400,000 characters."),
  })
  .meta({ id: "WrittenMessage" });
export type WrittenMessage = z.infer<typeof WrittenMessage>;

/** Where a caller's chat history goes. */
export const PlaceholderMessage = z
  .strictObject({
    placeholder: z
      .string()
      .regex(
        /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
        "Use up to 64 letters, digits, _ or -, beginning with a letter, for example history.",
      ),
  })
  .meta({ id: "PlaceholderMessage" });
export type PlaceholderMessage = z.infer<typeof PlaceholderMessage>;

export const PromptMessage = z
  .union([WrittenMessage, PlaceholderMessage], {
    error: 'A message has a role and content, or is a placeholder: { placeholder: "history" }.',
  })
  .meta({ id: "PromptMessage" });
export type PromptMessage = z.infer<typeof PromptMessage>;

/** What a retrieval step is asked for. `source` is the application's own name for an index. */
export const RetrievalSettings = z
  .strictObject({
    source: z.string().trim().min(1, "Name the source.").max(200, "At most 200 characters."),
    topK: z.int("A whole number.").min(1, "At least 1.").max(1000, "At most 1,000."),
    minScore: z.number().min(0, "At least 0.").max(1, "At most 1.").optional(),
    queryTemplate: z.string().max(10_000, "At most 10,000 characters.").optional(),
    maxTokens: z.int("A whole number.").min(1).max(1_000_000).optional(),
    rerank: z.string().trim().min(1).max(200).optional(),
  })
  .meta({ id: "RetrievalSettings" });
export type RetrievalSettings = z.infer<typeof RetrievalSettings>;

const contentShape = {
  messages: z.array(PromptMessage).max(200, "A prompt has at most 200 messages."),
  model: ModelRef,
  settings: ModelSettings.default({}),
  tools: z.array(ToolDefinition).max(128, "A prompt has at most 128 tools.").optional(),
  outputSchema: JsonSchema.optional(),
  retrieval: RetrievalSettings.optional(),
};

const fitsTogether = (content: unknown) => JSON.stringify(content).length <= longestContent;
const tooLarge = "A version has at most 2 MB in all.";

/**
 * Everything a model would be given. A draft may still be incomplete, so whether it can become a
 * version (a first message, no empty one, a text prompt's one message) is `checkContent`'s.
 */
export const VersionContent = z
  .strictObject(contentShape)
  .refine(fitsTogether, tooLarge)
  .meta({ id: "VersionContent" });
export type VersionContent = z.infer<typeof VersionContent>;

export const TicketUrl = z
  .url({
    protocol: /^https?$/,
    error: "Give the ticket's address, beginning with https:// or http://.",
  })
  .max(2000, "At most 2,000 characters.");

export const CreateVersion = z
  .strictObject({
    ...contentShape,
    commitMessage: z
      .string()
      .trim()
      .min(1, "Say what changed and why.")
      .max(500, "At most 500 characters."),
    ticketUrl: TicketUrl.optional(),
    parentVersion: z.int().min(1).optional(),
  })
  .refine(fitsTogether, tooLarge)
  .meta({ id: "CreateVersion" });
export type CreateVersion = z.infer<typeof CreateVersion>;

export const VersionSummary = z
  .object({
    number: z.int(),
    author: Person,
    createdAt: z.iso.datetime(),
    contentHash: z.string(),
    variables: z.array(z.string()),
    commitMessage: z.string(),
    ticketUrl: z.string().nullable(),
    parentVersion: z.int().nullable(),
  })
  .meta({ id: "VersionSummary" });
export type VersionSummary = z.infer<typeof VersionSummary>;

export const Version = VersionSummary.extend({
  ...contentShape,
  settings: ModelSettings,
}).meta({ id: "Version" });
export type Version = z.infer<typeof Version>;

export const ListVersions = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type ListVersions = z.infer<typeof ListVersions>;

export const VersionList = z.object({
  data: z.array(VersionSummary),
  nextCursor: z.string().nullable(),
});
export type VersionList = z.infer<typeof VersionList>;

export const LiveVersion = z
  .object({ version: z.int(), releasedAt: z.iso.datetime(), releasedBy: Person })
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

export const Prompt = z
  .object({
    name: PromptName,
    kind: PromptKind,
    description: z.string().nullable(),
    owner: Person,
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
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
});
export type ListPrompts = z.infer<typeof ListPrompts>;

export const PromptList = z.object({
  data: z.array(Prompt),
  nextCursor: z.string().nullable(),
});
export type PromptList = z.infer<typeof PromptList>;

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

/** A changed stretch of a line, in UTF-16 code units, `end` exclusive. */
export const TextRange = z.object({ start: z.int(), end: z.int() });
export type TextRange = z.infer<typeof TextRange>;

/** `changed` is there when the line has a partner that it resembles; without it all of it changed. */
export const DiffLine = z
  .object({ line: z.int(), text: z.string(), changed: z.array(TextRange).optional() })
  .meta({ id: "DiffLine" });
export type DiffLine = z.infer<typeof DiffLine>;

/**
 * Lines that differ, without context. `fromLine` and `toLine` count from 1 and say where the hunk
 * begins on each side, also when it has no line there. A row with both sides is a changed line.
 */
export const DiffHunk = z
  .object({
    fromLine: z.int(),
    fromCount: z.int(),
    toLine: z.int(),
    toCount: z.int(),
    rows: z.array(z.object({ from: DiffLine.optional(), to: DiffLine.optional() })),
  })
  .meta({ id: "DiffHunk" });
export type DiffHunk = z.infer<typeof DiffHunk>;

export const MessageChange = z.enum(["added", "removed", "moved", "changed", "same"]);
export type MessageChange = z.infer<typeof MessageChange>;

/**
 * One message. `from` and `to` are its positions, from 1. A moved message that also changed has
 * hunks. `added` and `removed` count lines.
 */
export const MessageDiff = z
  .object({
    change: MessageChange,
    role: z.enum([...MessageRole.options, "placeholder"]),
    fromRole: z.enum([...MessageRole.options, "placeholder"]).optional(),
    from: z.int().optional(),
    to: z.int().optional(),
    added: z.int(),
    removed: z.int(),
    hunks: z.array(DiffHunk).optional(),
  })
  .meta({ id: "MessageDiff" });
export type MessageDiff = z.infer<typeof MessageDiff>;

/** One value that differs; a side that is absent was not set. */
export const ValueChange = z
  .object({ path: z.string(), from: z.unknown().optional(), to: z.unknown().optional() })
  .meta({ id: "ValueChange" });
export type ValueChange = z.infer<typeof ValueChange>;

export const ToolDiff = z
  .object({
    name: z.string(),
    change: z.enum(["added", "removed", "changed", "same"]),
    rows: z.array(ValueChange),
  })
  .meta({ id: "ToolDiff" });
export type ToolDiff = z.infer<typeof ToolDiff>;

export const TextDiff = z
  .object({
    change: z.enum(["added", "removed", "changed", "same", "absent"]),
    added: z.int(),
    removed: z.int(),
    hunks: z.array(DiffHunk),
  })
  .meta({ id: "TextDiff" });
export type TextDiff = z.infer<typeof TextDiff>;

/** `from` and `to` are version numbers, null for a draft. `outputSchema` compares indented JSON. */
export const PromptDiff = z
  .object({
    from: z.int().nullable(),
    to: z.int().nullable(),
    messages: z.array(MessageDiff),
    model: z.array(ValueChange),
    settings: z.array(ValueChange),
    tools: z.array(ToolDiff),
    outputSchema: TextDiff,
    retrieval: z.array(ValueChange),
    counts: z.object({ parts: z.int(), differing: z.int(), added: z.int(), removed: z.int() }),
  })
  .meta({ id: "PromptDiff" });
export type PromptDiff = z.infer<typeof PromptDiff>;

export const DiffQuery = z.object({ from: VersionNumber, to: VersionNumber });
export type DiffQuery = z.infer<typeof DiffQuery>;

export const UpdatePrompt = z
  .strictObject({
    description: z.string().trim().max(500, "At most 500 characters.").optional(),
    /** E-mail of the member who looks after the prompt. */
    owner: Email.optional(),
    /** Archived prompts leave the list; their versions, runs and events stay. */
    isArchived: z.boolean().optional(),
  })
  .meta({ id: "UpdatePrompt" });
export type UpdatePrompt = z.infer<typeof UpdatePrompt>;

/** Tokens by our own count (o200k), a preview: what the provider reports afterwards is the truth. */
export const SizePreview = z
  .object({
    messages: z.array(z.int()),
    toolsAndSchema: z.int(),
    total: z.int(),
    /** Price of the input and of one output token; null when the model's price is not known. */
    inputCostUsd: z.number().nullable(),
    outputTokenCostUsd: z.number().nullable(),
  })
  .meta({ id: "SizePreview" });
export type SizePreview = z.infer<typeof SizePreview>;

const params = PromptParams.extend(ProjectParams.shape);
const versionParams = VersionParams.extend(ProjectParams.shape);
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
  summary: "Change a prompt's description or owner, or archive it",
  access: writing,
  params,
  body: UpdatePrompt,
  response: Prompt,
});

export const listVersionsRoute = defineRoute({
  method: "GET",
  path: `${prompts}/{name}/versions`,
  summary: "Versions of a prompt, newest first",
  access: reading,
  params,
  query: ListVersions,
  response: VersionList,
});

export const saveVersionRoute = defineRoute({
  method: "POST",
  path: `${prompts}/{name}/versions`,
  summary: "Save a version; it gets the next number and never changes",
  access: writing,
  params,
  body: CreateVersion,
  maxBodyBytes: 8_000_000,
  status: 201,
  response: Version,
});

export const getVersionRoute = defineRoute({
  method: "GET",
  path: `${prompts}/{name}/versions/{number}`,
  summary: "One version, whole",
  access: reading,
  params: versionParams,
  response: Version,
  hasEtag: true,
});

export const diffVersionsRoute = defineRoute({
  method: "GET",
  path: `${prompts}/{name}/diff`,
  summary: "What differs between two versions",
  access: reading,
  params,
  query: DiffQuery,
  response: PromptDiff,
});

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

export const previewSizeRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/size-previews",
  summary: "Tokens and cost that a content would send with each request",
  access: reading,
  params: ProjectParams,
  body: VersionContent,
  maxBodyBytes: 8_000_000,
  response: SizePreview,
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
