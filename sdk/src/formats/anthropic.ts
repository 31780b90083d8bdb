import type { ChatMessage, JsonSchema } from "../content/prompt-content";
import { type CallContent, compact } from "./content";

export type AnthropicBlock =
  | { type: "text"; text: string }
  | { type: "tool_use"; id: string; name: string; input: unknown }
  | { type: "tool_result"; tool_use_id: string; content: string };

export interface AnthropicMessage {
  role: "user" | "assistant";
  content: string | AnthropicBlock[];
}

/** Parameters of `messages.create`. */
export interface AnthropicCall {
  /** Empty for a fallback without a model. */
  model: string;
  max_tokens: number;
  /** All system messages, in their order. */
  system?: string;
  messages: AnthropicMessage[];
  temperature?: number;
  top_p?: number;
  top_k?: number;
  stop_sequences?: string[];
  tools?: { name: string; description?: string; input_schema: { type: "object" } & JsonSchema }[];
  output_config?: { format: { type: "json_schema"; schema: JsonSchema } };
}

/** Anthropic has no default, and a call without a limit is refused. */
const DEFAULT_MAX_TOKENS = 4_096;

export function toAnthropicCall(
  content: CallContent,
  messages: readonly ChatMessage[],
): AnthropicCall {
  const { model, settings, tools, outputSchema } = content;
  const system = messages.filter(({ role }) => role === "system");
  return compact({
    model: model?.name ?? "",
    max_tokens: settings.maxOutputTokens ?? DEFAULT_MAX_TOKENS,
    system: system.length > 0 ? system.map((message) => message.content).join("\n\n") : undefined,
    messages: messages.filter(({ role }) => role !== "system").map(toMessage),
    temperature: settings.temperature,
    top_p: settings.topP,
    top_k: settings.topK,
    stop_sequences: settings.stop?.length ? settings.stop : undefined,
    tools: tools?.length
      ? tools.map(({ name, description, parameters }) => ({
          name,
          ...(description === undefined ? {} : { description }),
          input_schema: { ...parameters, type: "object" as const },
        }))
      : undefined,
    output_config: outputSchema && {
      format: { type: "json_schema" as const, schema: outputSchema },
    },
  });
}

function toMessage({ role, content, toolCalls, toolCallId }: ChatMessage): AnthropicMessage {
  if (role === "tool") {
    return {
      role: "user",
      content: [{ type: "tool_result", tool_use_id: toolCallId ?? "", content }],
    };
  }
  if (role !== "assistant") return { role: "user", content };
  if (!toolCalls?.length) return { role, content };
  // Anthropic refuses empty texts.
  const text = content === "" ? [] : [{ type: "text" as const, text: content }];
  const calls = toolCalls.map((call) => ({
    type: "tool_use" as const,
    id: call.id,
    name: call.name,
    input: call.arguments ?? {},
  }));
  return { role, content: [...text, ...calls] };
}
