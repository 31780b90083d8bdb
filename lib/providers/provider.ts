import type { Usage } from "@/lib/providers/usage/usage-contract";
import type { ChatMessage, JsonSchema, ModelSettings, ToolCall, ToolDefinition } from "./contract";

/** One call to a model. `model` is the provider's own name for it. Messages are rendered. */
export type ModelRequest = {
  model: string;
  messages: ChatMessage[];
  settings: ModelSettings;
  tools?: ToolDefinition[];
  /** Asks for JSON of this shape, by the provider's own structured output where it has one. */
  outputSchema?: JsonSchema;
};

export type FinishReason = "stop" | "length" | "content_filter" | "tool_calls" | "error" | "other";

export type ModelResponse = {
  text: string;
  toolCalls: ToolCall[];
  finishReason: FinishReason;
  usage: Usage;
  latencyMs: number;
  /** Only a streamed answer has one. */
  timeToFirstTokenMs: number | null;
  /** The provider's id for this request, for its support. */
  requestId: string | null;
  /** The model that answered, as the provider names it. */
  model: string;
  /** Set when the answer comes from a recording. */
  recorded?: true;
};

export type CompleteOptions = {
  signal: AbortSignal;
  timeoutMs?: number;
  /** Called with each piece of text as it comes. Its presence makes the call a streamed one. */
  onText?: (delta: string) => void;
};

/** Texts to turn into vectors, in one call. `model` is the provider's own name for it. */
export type EmbedRequest = { model: string; texts: string[] };

export type EmbedResponse = {
  /** One for each text, in their order, all of one length. */
  vectors: number[][];
  usage: Usage;
  latencyMs: number;
  requestId: string | null;
};

/**
 * What every kind of model connection can do. `complete` makes exactly one attempt and throws a
 * `ProviderError` when there is no answer: waiting and trying again is the caller's.
 */
export interface Provider {
  complete(request: ModelRequest, options: CompleteOptions): Promise<ModelResponse>;
  /** One attempt, as with `complete`. Absent where the provider has no embeddings. */
  embed?(
    request: EmbedRequest,
    options: Pick<CompleteOptions, "signal" | "timeoutMs">,
  ): Promise<EmbedResponse>;
  /** Absent where the provider has no list of models. */
  listModels?(signal: AbortSignal): Promise<string[]>;
}
