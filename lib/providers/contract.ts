import { z } from "zod";
import { defineRoute, listOf, ProjectParams } from "@/lib/http/contract";

/** A JSON Schema document as a provider takes it. Its meaning is checked where schemas are compiled. */
export const JsonSchema = z
  .record(z.string(), z.unknown())
  .meta({ id: "JsonSchema", description: "A JSON Schema document." });
export type JsonSchema = z.infer<typeof JsonSchema>;

export const MessageRole = z.enum(["system", "user", "assistant", "tool"]);
export type MessageRole = z.infer<typeof MessageRole>;

/** A call that the model asked for. `arguments` is parsed JSON, or the raw text when it is not JSON. */
export const ToolCall = z
  .object({ id: z.string(), name: z.string(), arguments: z.unknown() })
  .meta({ id: "ToolCall" });
export type ToolCall = z.infer<typeof ToolCall>;

/**
 * One rendered message. `toolCalls` belongs to an assistant message, `toolCallId` to the tool
 * message that answers one of them.
 */
export const ChatMessage = z
  .object({
    role: MessageRole,
    content: z.string(),
    toolCalls: z.array(ToolCall).optional(),
    toolCallId: z.string().optional(),
  })
  .meta({ id: "ChatMessage" });
export type ChatMessage = z.infer<typeof ChatMessage>;

export const ModelSettings = z
  .strictObject({
    temperature: z.number().min(0, "At least 0.").max(2, "At most 2.").optional(),
    maxOutputTokens: z
      .int("A whole number of tokens.")
      .min(1, "At least 1.")
      .max(1_000_000, "At most 1,000,000.")
      .optional(),
    topP: z.number().gt(0, "More than 0.").max(1, "At most 1.").optional(),
    topK: z.int("A whole number.").min(1, "At least 1.").max(10_000, "At most 10,000.").optional(),
    frequencyPenalty: z.number().min(-2, "At least −2.").max(2, "At most 2.").optional(),
    presencePenalty: z.number().min(-2, "At least −2.").max(2, "At most 2.").optional(),
    seed: z.int("A whole number.").optional(),
    stop: z
      .array(
        z.string().min(1, "A stop sequence cannot be empty.").max(200, "At most 200 characters."),
      )
      .max(8, "At most 8 stop sequences.")
      .optional(),
  })
  .meta({ id: "ModelSettings" });
export type ModelSettings = z.infer<typeof ModelSettings>;

export const ToolDefinition = z
  .object({
    name: z
      .string()
      .regex(
        /^[a-zA-Z0-9_-]{1,64}$/,
        "1 to 64 letters, digits, _ or -: providers accept no others.",
      ),
    description: z.string().max(4000, "At most 4,000 characters.").optional(),
    parameters: JsonSchema,
  })
  .meta({ id: "ToolDefinition" });
export type ToolDefinition = z.infer<typeof ToolDefinition>;

/** `provider` is the name of a connection of the project, `name` what that provider calls the model. */
export const ModelRef = z
  .object({
    provider: z.string().min(1, "Name a model connection.").max(60),
    name: z.string().trim().min(1, "Name a model.").max(200, "At most 200 characters."),
  })
  .meta({ id: "ModelRef" });
export type ModelRef = z.infer<typeof ModelRef>;

export const ConnectionKind = z.enum([
  "openai",
  "anthropic",
  "google",
  "openai-compatible",
  "local-baseline",
  "replay",
]);
export type ConnectionKind = z.infer<typeof ConnectionKind>;

export const ConnectionName = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/,
    "1 to 40 lower-case letters, digits or hyphens, for example openai or our-gateway.",
  );
export type ConnectionName = z.infer<typeof ConnectionName>;

const KINDS_WITH_KEY: readonly ConnectionKind[] = ["openai", "anthropic", "google"];
const KINDS_WITHOUT_NETWORK: readonly ConnectionKind[] = ["local-baseline", "replay"];

const HttpUrl = z
  .string()
  .max(500, "At most 500 characters.")
  .refine((value) => {
    const url = parseUrl(value);
    return url !== null && (url.protocol === "http:" || url.protocol === "https:");
  }, "A full address that starts with https:// or http://, for example https://gateway.example.com/v1.")
  .refine((value) => {
    const url = parseUrl(value);
    return url === null || (url.username === "" && url.password === "");
  }, "Leave user name and password out of the address; put the key in the key field.")
  .refine((value) => {
    const url = parseUrl(value);
    return url === null || (url.search === "" && url.hash === "");
  }, "Leave everything from ? or # out of the address.");

function parseUrl(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null;
}

const perMinute = (most: number, inWords: string) =>
  z.int("A whole number.").min(1, "At least 1.").max(most, `At most ${inWords}.`);

/** What the connection is asked at most in a minute, by all runs, tries and judges together. */
const rateLimits = {
  requestsPerMinute: perMinute(1_000_000, "1,000,000").nullable().optional(),
  tokensPerMinute: perMinute(1_000_000_000, "1,000,000,000").nullable().optional(),
};

export const ConnectionInput = z
  .strictObject({
    name: ConnectionName,
    kind: ConnectionKind,
    baseUrl: HttpUrl.optional(),
    apiKey: z
      .string()
      .trim()
      .min(1, "Enter the key, or leave the field out.")
      .max(1000, "At most 1,000 characters.")
      .regex(/^[\x21-\x7e]+$/, "A key has no spaces, line breaks or special characters.")
      .optional(),
    ...rateLimits,
  })
  .superRefine((input, context) => {
    const problem = (path: keyof typeof input, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (input.kind === "openai-compatible" && input.baseUrl === undefined) {
      problem("baseUrl", "An OpenAI-compatible connection needs the address of its server.");
    }
    if (KINDS_WITH_KEY.includes(input.kind) && input.apiKey === undefined) {
      problem("apiKey", "This provider needs an API key.");
    }
    if (KINDS_WITHOUT_NETWORK.includes(input.kind)) {
      const why = "Leave this out: this kind of connection answers without the network.";
      if (input.baseUrl !== undefined) problem("baseUrl", why);
      if (input.apiKey !== undefined) problem("apiKey", why);
      if (input.requestsPerMinute) problem("requestsPerMinute", why);
      if (input.tokensPerMinute) problem("tokensPerMinute", why);
    }
  })
  .meta({ id: "ConnectionInput" });
export type ConnectionInput = z.infer<typeof ConnectionInput>;

/** `models` is there when the server could list them. `error` says what to do and never holds a secret. */
export const ConnectionTest = z
  .object({
    ok: z.boolean(),
    latencyMs: z.number(),
    models: z.array(z.string()).optional(),
    error: z.string().optional(),
  })
  .meta({ id: "ConnectionTest" });
export type ConnectionTest = z.infer<typeof ConnectionTest>;

export const Connection = z
  .object({
    name: z.string(),
    kind: ConnectionKind,
    baseUrl: z.string().nullable(),
    keyLastFour: z.string().nullable(),
    /** null: as many as the provider takes. */
    requestsPerMinute: z.int().nullable(),
    tokensPerMinute: z.int().nullable(),
    createdAt: z.iso.datetime(),
    lastTest: ConnectionTest.extend({ at: z.iso.datetime() }).nullable(),
    models: z.array(z.string()).optional(),
  })
  .meta({ id: "Connection" });
export type Connection = z.infer<typeof Connection>;

/** A connection with what its settings page says about it. The key is never part of any answer. */
export const ConnectionDetail = Connection.extend({
  /** How many prompts' latest versions name it. */
  promptCount: z.number().int(),
  /** Recorded answers that `replay` can give; null for other kinds. */
  recordingCount: z.number().int().nullable(),
  /** `local` and `replay` come with the project and stay. */
  isBuiltIn: z.boolean(),
}).meta({ id: "ConnectionDetail" });
export type ConnectionDetail = z.infer<typeof ConnectionDetail>;

/** Another `baseUrl` asks for the key again, so that a stored key is never sent to another host. */
export const UpdateConnection = z.strictObject({
  baseUrl: ConnectionInput.shape.baseUrl.unwrap().nullable().optional(),
  apiKey: ConnectionInput.shape.apiKey,
  ...rateLimits,
});
export type UpdateConnection = z.infer<typeof UpdateConnection>;

const CONNECTION_PATH = "/api/v1/projects/{project}/connections/{connection}";
const ConnectionParams = ProjectParams.extend({ connection: z.string() });

export const listConnectionsRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/connections",
  summary: "The project's model connections",
  access: { scope: "prompts:read" },
  params: ProjectParams,
  response: listOf(ConnectionDetail),
});

export const createConnectionRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/connections",
  summary: "Connect a model provider; its key is sealed and never sent back",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  body: ConnectionInput,
  status: 201,
  response: ConnectionDetail,
});

export const editConnectionRoute = defineRoute({
  method: "PATCH",
  path: CONNECTION_PATH,
  summary: "Give a connection a new key, another address or other rate limits",
  access: { scope: "admin", role: "admin" },
  params: ConnectionParams,
  body: UpdateConnection,
  response: ConnectionDetail,
});

export const removeConnectionRoute = defineRoute({
  method: "DELETE",
  path: CONNECTION_PATH,
  summary: "Remove a connection and forget its key; `confirmed` when prompts still use it",
  access: { scope: "admin", role: "admin" },
  params: ConnectionParams,
  query: z.object({ confirmed: z.stringbool().default(false) }),
  status: 204,
});

export const testConnectionRoute = defineRoute({
  method: "POST",
  path: `${CONNECTION_PATH}/tests`,
  summary: "Ask the provider for its models, and keep the result",
  access: { scope: "admin", role: "admin" },
  params: ConnectionParams,
  response: ConnectionTest,
});

export const listModelsRoute = defineRoute({
  method: "GET",
  path: `${CONNECTION_PATH}/models`,
  summary: "The models that the provider offers now; empty where it has no list",
  access: { scope: "prompts:read", role: "editor" },
  params: ConnectionParams,
  response: listOf(z.object({ name: z.string() })),
});
