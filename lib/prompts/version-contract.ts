import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { defineRoute, Json, limitUpTo, ProjectParams } from "@/lib/http/contract";
import {
  JsonSchema,
  MessageRole,
  ModelRef,
  ModelSettings,
  ToolDefinition,
} from "@/lib/providers/contract";
import { PromptParams, VersionParams } from "./contract";

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

/** What only the application reads, as clients of Langfuse keep it beside a prompt. Models never see it. */
export const ApplicationConfig = z.record(z.string(), Json).meta({ id: "ApplicationConfig" });
export type ApplicationConfig = z.infer<typeof ApplicationConfig>;

const contentShape = {
  messages: z.array(PromptMessage).max(200, "A prompt has at most 200 messages."),
  model: ModelRef,
  settings: ModelSettings.default({}),
  tools: z.array(ToolDefinition).max(128, "A prompt has at most 128 tools.").optional(),
  outputSchema: JsonSchema.optional(),
  retrieval: RetrievalSettings.optional(),
  config: ApplicationConfig.optional(),
};

const fitsTogether = (content: unknown) => JSON.stringify(content).length <= longestContent;
const tooLarge = "A version has at most 2 MB in all.";

/**
 * Everything a model would be given, and the application's own config. A draft may still be incomplete, so whether it can become a
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

/** A chain as applications get it: its steps, each prompt step with the whole version that it pins. */
export const ServedChain = z.object({
  steps: z.array(
    z.looseObject({
      key: z.string(),
      kind: z.string(),
      prompt: z.object({ name: z.string(), version: z.int(), ...contentShape }).optional(),
    }),
  ),
  inputs: z.unknown().optional(),
  output: z.string().optional(),
});
export type ServedChain = z.infer<typeof ServedChain>;

/** A version of a chain as an application fetches it by its number. */
export const ServedChainVersion = VersionSummary.extend({
  messages: z.array(PromptMessage).max(0),
  model: z.null(),
  settings: z.strictObject({}),
  chain: ServedChain,
}).meta({ id: "ServedChainVersion" });
export type ServedChainVersion = z.infer<typeof ServedChainVersion>;

export const ListVersions = z.object({
  limit: limitUpTo(200),
  cursor: z.string().max(200).optional(),
});
export type ListVersions = z.infer<typeof ListVersions>;

export const VersionList = z.object({
  data: z.array(VersionSummary),
  nextCursor: z.string().nullable(),
});
export type VersionList = z.infer<typeof VersionList>;

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
  summary: "One version, whole; of a chain with the prompt versions that its steps pin",
  access: reading,
  params: versionParams,
  response: z.union([Version, ServedChainVersion]),
  hasEtag: true,
});
/** For callers who know that it is a prompt's. */
export type GetPromptVersionRoute = Omit<typeof getVersionRoute, "response"> & {
  response: typeof Version;
};

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
