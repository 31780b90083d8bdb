import { isStrictSchema } from "../../../lib/providers/sdk/is-strict-schema";
import type { ChatMessage, JsonSchema } from "../content/prompt-content";
import { type CallContent, compact, writeArguments } from "./content";

export type OpenAiMessage =
  | { role: "system"; content: string }
  | { role: "user"; content: string }
  | {
      role: "assistant";
      content: string;
      tool_calls?: {
        id: string;
        type: "function";
        function: { name: string; arguments: string };
      }[];
    }
  | { role: "tool"; content: string; tool_call_id: string };

/** Parameters of `chat.completions.create`, also for servers that speak the same protocol. */
export interface OpenAiCall {
  /** Empty for a fallback without a model. */
  model: string;
  messages: OpenAiMessage[];
  temperature?: number;
  max_completion_tokens?: number;
  top_p?: number;
  frequency_penalty?: number;
  presence_penalty?: number;
  seed?: number;
  stop?: string[];
  tools?: {
    type: "function";
    function: { name: string; description?: string; parameters: JsonSchema };
  }[];
  response_format?: {
    type: "json_schema";
    json_schema: { name: string; schema: JsonSchema; strict: boolean };
  };
}

export function toOpenAiCall(content: CallContent, messages: readonly ChatMessage[]): OpenAiCall {
  const { model, settings, tools, outputSchema } = content;
  return compact({
    model: model?.name ?? "",
    messages: messages.map(toMessage),
    temperature: settings.temperature,
    max_completion_tokens: settings.maxOutputTokens,
    top_p: settings.topP,
    frequency_penalty: settings.frequencyPenalty,
    presence_penalty: settings.presencePenalty,
    seed: settings.seed,
    stop: settings.stop?.length ? settings.stop : undefined,
    tools: tools?.length
      ? tools.map(({ name, description, parameters }) => ({
          type: "function" as const,
          function: { name, ...(description === undefined ? {} : { description }), parameters },
        }))
      : undefined,
    response_format: outputSchema && {
      type: "json_schema" as const,
      json_schema: {
        name: "answer",
        schema: outputSchema,
        // Strict mode refuses schemas with optional or open members.
        strict: isStrictSchema(outputSchema),
      },
    },
  });
}

function toMessage({ role, content, toolCalls, toolCallId }: ChatMessage): OpenAiMessage {
  if (role === "tool") return { role, content, tool_call_id: toolCallId ?? "" };
  if (role !== "assistant" || !toolCalls?.length) return { role, content };
  return {
    role,
    content,
    tool_calls: toolCalls.map((call) => ({
      id: call.id,
      type: "function",
      function: { name: call.name, arguments: writeArguments(call.arguments) },
    })),
  };
}
