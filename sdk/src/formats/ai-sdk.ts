import type { ChatMessage, JsonSchema } from "../content/prompt-content";
import { GalleyError } from "../galley-error";
import { type CallContent, compact } from "./content";

export type AiSdkMessage =
  | { role: "user"; content: string }
  | {
      role: "assistant";
      content:
        | string
        | (
            | { type: "text"; text: string }
            | { type: "tool-call"; toolCallId: string; toolName: string; input: unknown }
          )[];
    }
  | {
      role: "tool";
      content: {
        type: "tool-result";
        toolCallId: string;
        toolName: string;
        output: { type: "text"; value: string };
      }[];
    };

/**
 * Parameters of `generateText` and `streamText` beside `model`. Tools have no `execute`: spread them and add your own.
 * For an answer by schema pass `output: Output.object({ schema: jsonSchema(handle.outputSchema) })`.
 */
export interface AiSdkCall {
  /** All system messages, in their order. */
  system?: string;
  messages: AiSdkMessage[];
  temperature?: number;
  maxOutputTokens?: number;
  topP?: number;
  topK?: number;
  frequencyPenalty?: number;
  presencePenalty?: number;
  seed?: number;
  stopSequences?: string[];
  tools?: Record<string, AiSdkTool>;
}

export interface AiSdkTool {
  description?: string;
  inputSchema: AiSdkSchema;
}

/** What `jsonSchema()` of the AI SDK makes, and for its types a Standard Schema. */
export interface AiSdkSchema {
  readonly jsonSchema: JsonSchema;
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "galley";
    readonly validate: (value: unknown) => { value: unknown };
  };
}

export function toAiSdkCall(content: CallContent, messages: readonly ChatMessage[]): AiSdkCall {
  const { settings, tools } = content;
  const system = messages.filter(({ role }) => role === "system");
  const toolNames = new Map<string, string>();
  return compact({
    // The AI SDK warns about system messages among the others.
    system: system.length > 0 ? system.map((message) => message.content).join("\n\n") : undefined,
    messages: messages.flatMap((message) => toMessage(message, toolNames)),
    temperature: settings.temperature,
    maxOutputTokens: settings.maxOutputTokens,
    topP: settings.topP,
    topK: settings.topK,
    frequencyPenalty: settings.frequencyPenalty,
    presencePenalty: settings.presencePenalty,
    seed: settings.seed,
    stopSequences: settings.stop?.length ? settings.stop : undefined,
    tools: tools?.length
      ? Object.fromEntries(
          tools.map(({ name, description, parameters }) => [
            name,
            {
              ...(description === undefined ? {} : { description }),
              inputSchema: asSchema(parameters),
            },
          ]),
        )
      : undefined,
  });
}

function toMessage(message: ChatMessage, toolNames: Map<string, string>): AiSdkMessage[] {
  const { role, content, toolCalls = [], toolCallId = "" } = message;
  if (role === "system") return [];
  if (role === "user") return [{ role, content }];
  if (role === "assistant") {
    if (toolCalls.length === 0) return [{ role, content }];
    const text = content === "" ? [] : [{ type: "text" as const, text: content }];
    const calls = toolCalls.map((call) => {
      toolNames.set(call.id, call.name);
      return {
        type: "tool-call" as const,
        toolCallId: call.id,
        toolName: call.name,
        input: call.arguments ?? {},
      };
    });
    return [{ role, content: [...text, ...calls] }];
  }
  const toolName = toolNames.get(toolCallId);
  if (toolName === undefined) {
    throw new GalleyError(
      "bad_template",
      "A tool message answers a tool call of an assistant message before it. Give it that call's toolCallId.",
    );
  }
  const output = { type: "text" as const, value: content };
  return [{ role: "tool", content: [{ type: "tool-result", toolCallId, toolName, output }] }];
}

/** The AI SDK knows its schemas by this registered symbol, so a dependency is not needed to make one. */
function asSchema(schema: JsonSchema): AiSdkSchema {
  const standard = {
    version: 1,
    vendor: "galley",
    validate: (value: unknown) => ({ value }),
  } as const;
  const theirs = { [Symbol.for("vercel.ai.schema")]: true, validate: undefined };
  return { ...theirs, jsonSchema: schema, "~standard": standard };
}
