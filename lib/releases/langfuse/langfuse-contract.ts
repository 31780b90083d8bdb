import { z } from "zod";
import { defineRoute, limitUpTo, PublicProblem, Timestamp } from "@/lib/http/contract";
import { PromptKind, PromptName, PromptTag, VersionNumber } from "@/lib/prompts/contract";
import { ApplicationConfig } from "@/lib/prompts/version-contract";
import { MessageRole } from "@/lib/providers/contract";

const reading = { scope: "prompts:read" } as const;
const writing = { scope: "prompts:write", role: "editor" } as const;
const ownError = { schema: PublicProblem, types: ["application/json"] } as const;

const LangfuseMessage = z
  .union(
    [
      z.object({ type: z.literal("placeholder"), name: z.string() }),
      z.object({
        type: z.literal("chatmessage").default("chatmessage"),
        role: MessageRole,
        content: z.string(),
      }),
    ],
    {
      error:
        "A message is { type: “chatmessage”, role, content } with the role system, user, assistant or tool, or { type: “placeholder”, name }.",
    },
  )
  .meta({ id: "LangfuseMessage" });
export type LangfuseMessage = z.infer<typeof LangfuseMessage>;

const Content = z.union([z.string(), z.array(LangfuseMessage)]);

/** A version as Langfuse's clients read it. A label is an environment where it is live, or `latest`. */
export const LangfusePrompt = z
  .object({
    name: z.string(),
    version: z.int(),
    type: PromptKind,
    prompt: Content,
    config: ApplicationConfig,
    labels: z.array(z.string()),
    tags: z.array(z.string()),
    commitMessage: z.string().nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    createdBy: z.string(),
    resolutionGraph: z.null(),
  })
  .meta({ id: "LangfusePrompt" });
export type LangfusePrompt = z.infer<typeof LangfusePrompt>;

const Label = z.string().min(1).max(40);
const name = z.string().min(1).max(200);

export const CreateLangfusePrompt = z
  .object({
    name: PromptName,
    type: PromptKind.default("text"),
    prompt: Content,
    config: ApplicationConfig.nullish(),
    labels: z.array(Label).max(20, "At most 20 labels.").default([]),
    tags: z.array(PromptTag).max(20, "At most 20 tags.").nullish(),
    commitMessage: z.string().trim().max(500, "At most 500 characters.").nullish(),
  })
  .refine(({ type, prompt }) => (type === "text") === (typeof prompt === "string"), {
    path: ["prompt"],
    error: "A text prompt is a text, a chat prompt a list of messages.",
  })
  .meta({ id: "CreateLangfusePrompt" });
export type CreateLangfusePrompt = z.infer<typeof CreateLangfusePrompt>;

const prompts = "/api/public/v2/prompts";

export const getLangfusePromptRoute = defineRoute({
  method: "GET",
  path: `${prompts}/{name}`,
  summary: "For Langfuse’s clients: the version live in an environment (a label), or one by number",
  access: reading,
  isHot: true,
  params: z.object({ name }),
  query: z
    .object({ label: Label.optional(), version: VersionNumber.optional() })
    .refine(({ label, version }) => label === undefined || version === undefined, {
      error: "Give a label or a version, not both.",
    }),
  response: LangfusePrompt,
  ownError,
});

export const ListLangfusePrompts = z.object({
  name: name.optional(),
  label: Label.optional(),
  tag: z.string().max(40).optional(),
  page: z.coerce.number("Write a whole number.").int().min(1).max(100_000).default(1),
  limit: limitUpTo(100),
  fromUpdatedAt: z.iso.datetime({ offset: true }).optional(),
  toUpdatedAt: z.iso.datetime({ offset: true }).optional(),
});
export type ListLangfusePrompts = z.infer<typeof ListLangfusePrompts>;

export const LangfusePromptList = z
  .object({
    data: z.array(
      z.object({
        name: z.string(),
        type: PromptKind,
        versions: z.array(z.int()),
        labels: z.array(z.string()),
        tags: z.array(z.string()),
        lastUpdatedAt: Timestamp,
        lastConfig: ApplicationConfig,
      }),
    ),
    meta: z.object({
      page: z.int(),
      limit: z.int(),
      totalItems: z.int(),
      totalPages: z.int(),
    }),
  })
  .meta({ id: "LangfusePromptList" });
export type LangfusePromptList = z.infer<typeof LangfusePromptList>;

export const listLangfusePromptsRoute = defineRoute({
  method: "GET",
  path: prompts,
  summary: "For Langfuse’s clients: prompts with their versions and labels, page by page",
  access: reading,
  query: ListLangfusePrompts,
  response: LangfusePromptList,
  ownError,
});

export const createLangfusePromptRoute = defineRoute({
  method: "POST",
  path: prompts,
  summary:
    "For Langfuse’s clients: save a version, and release it to the environments among its labels that need no review",
  access: writing,
  body: CreateLangfusePrompt,
  maxBodyBytes: 8_000_000,
  status: 201,
  response: LangfusePrompt,
  ownError,
});

export const labelLangfusePromptRoute = defineRoute({
  method: "PATCH",
  path: `${prompts}/{name}/versions/{version}`,
  summary: "For Langfuse’s clients: release a version to environments that need no review",
  access: { scope: "releases:write", role: "editor" },
  params: z.object({ name, version: VersionNumber }),
  body: z
    .object({ newLabels: z.array(Label).max(20, "At most 20 labels.") })
    .meta({ id: "LabelLangfusePrompt" }),
  response: LangfusePrompt,
  ownError,
});

export const deleteLangfusePromptRoute = defineRoute({
  method: "DELETE",
  path: `${prompts}/{name}`,
  summary: "For Langfuse’s clients: archive a prompt; versions stay, and what is live is served on",
  access: writing,
  params: z.object({ name }),
  query: z.object({ label: Label.optional(), version: VersionNumber.optional() }),
  status: 204,
  ownError,
});

export const listLangfuseProjectsRoute = defineRoute({
  method: "GET",
  path: "/api/public/projects",
  summary: "For Langfuse’s clients: the project of the API key",
  access: "key",
  response: z
    .object({
      data: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          metadata: z.object({}),
          organization: z.object({ id: z.string(), name: z.string() }),
        }),
      ),
    })
    .meta({ id: "LangfuseProjects" }),
  ownError,
});

export const langfuseHealthRoute = defineRoute({
  method: "GET",
  path: "/api/public/health",
  summary: "For Langfuse’s clients: whether the app and its database answer",
  access: "public",
  response: z.object({ status: z.literal("OK"), version: z.string() }).meta({
    id: "LangfuseHealth",
  }),
  ownError,
});
