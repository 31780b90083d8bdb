import type { Pin } from "../../../lib/deployments/choose-version";

/** Who speaks in a message. */
export type MessageRole = "system" | "user" | "assistant" | "tool";

/** A call that a model asked for; `arguments` is parsed JSON, or the raw text when it is not JSON. */
export interface ToolCall {
  id: string;
  name: string;
  arguments: unknown;
}

/** A message to send. `toolCalls` belongs to an assistant message, `toolCallId` to the tool message that answers. */
export interface ChatMessage {
  role: MessageRole;
  content: string;
  toolCalls?: ToolCall[] | undefined;
  toolCallId?: string | undefined;
}

/** A message as it was written, with `{{variables}}` in its content. */
export interface WrittenMessage {
  role: MessageRole;
  content: string;
}

/** Where the application puts messages of its own, such as the chat so far. */
export interface PlaceholderMessage {
  placeholder: string;
}

export type PromptMessage = WrittenMessage | PlaceholderMessage;

/** `provider` is the name of a connection in Galley, `name` what that provider calls the model. */
export interface ModelRef {
  provider: string;
  name: string;
}

/** Settings of the model; what is absent is the provider's default. */
export interface ModelSettings {
  temperature?: number;
  maxOutputTokens?: number;
  topP?: number;
  topK?: number;
  frequencyPenalty?: number;
  presencePenalty?: number;
  seed?: number;
  stop?: string[];
  /** Settings that a newer Galley may know. */
  [other: string]: unknown;
}

export type JsonSchema = Record<string, unknown>;

/** A tool that the model may call; `parameters` is a JSON Schema. */
export interface ToolDefinition {
  name: string;
  description?: string | undefined;
  parameters: JsonSchema;
}

/** A step of a chain as it was saved. A prompt step has the whole version that it pins. */
export interface ChainStep {
  key: string;
  kind: string;
  prompt?: (Omit<ServedVersion, "prompt" | "environment" | "chain"> & { name: string }) | undefined;
  [member: string]: unknown;
}

/** One version as Galley serves it: whole and immutable. */
export interface ServedVersion {
  prompt: string;
  version: number;
  environment: string;
  messages: PromptMessage[];
  model: ModelRef | null;
  settings: ModelSettings;
  tools?: ToolDefinition[] | undefined;
  outputSchema?: JsonSchema | undefined;
  /** Of a chain, whose messages are empty. */
  chain?: { steps: ChainStep[] } | undefined;
}

/** What is live for a prompt in an environment: the document that the client keeps and assigns units from. */
export interface ServingDocument {
  stable: ServedVersion;
  /** During a rollout, with its share in percent, its salt and its id. */
  candidate?: ServedVersion | undefined;
  percent?: number | undefined;
  salt?: string | undefined;
  rolloutId?: string | undefined;
  /** The first pin of a unit counts. */
  pins?: Pin[] | undefined;
  /** Versions that pins name, other than the stable one and the candidate. */
  versions?: ServedVersion[] | undefined;
}

/** What to use while neither Galley nor a copy of what it said can be had. A text is one user message. */
export type Fallback =
  | string
  | {
      messages: readonly PromptMessage[];
      model?: ModelRef;
      settings?: ModelSettings;
      tools?: ToolDefinition[];
      outputSchema?: JsonSchema;
    };
