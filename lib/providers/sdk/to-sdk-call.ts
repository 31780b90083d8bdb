import type { createOpenAI } from "@ai-sdk/openai";
import type { ChatMessage, JsonSchema } from "@/lib/providers/contract";
import type { FinishReason, ModelRequest } from "@/lib/providers/provider";
import { ProviderError } from "@/lib/providers/provider-error";
import { isStrictSchema } from "./is-strict-schema";

/** The AI SDK's own model object, as each of its provider packages makes it. */
export type SdkModel = ReturnType<ReturnType<typeof createOpenAI>["chat"]>;
export type SdkEmbeddingModel = ReturnType<ReturnType<typeof createOpenAI>["embeddingModel"]>;
export type SdkCall = Parameters<SdkModel["doGenerate"]>[0];
export type SdkAnswer = Awaited<ReturnType<SdkModel["doGenerate"]>>;
type SdkPrompt = SdkCall["prompt"];
type SdkSchema = Extract<SdkCall["responseFormat"], { type: "json" }>["schema"];

/** Our request in the words of the AI SDK's model objects. */
export function toSdkCall(request: ModelRequest, signal: AbortSignal): SdkCall {
  const { settings } = request;
  const call: SdkCall = { prompt: toPrompt(request.messages), abortSignal: signal };
  if (settings.temperature !== undefined) call.temperature = settings.temperature;
  if (settings.maxOutputTokens !== undefined) call.maxOutputTokens = settings.maxOutputTokens;
  if (settings.topP !== undefined) call.topP = settings.topP;
  if (settings.topK !== undefined) call.topK = settings.topK;
  if (settings.frequencyPenalty !== undefined) call.frequencyPenalty = settings.frequencyPenalty;
  if (settings.presencePenalty !== undefined) call.presencePenalty = settings.presencePenalty;
  if (settings.seed !== undefined) call.seed = settings.seed;
  if (settings.stop?.length) call.stopSequences = settings.stop;
  if (request.tools?.length) {
    call.tools = request.tools.map(({ name, description, parameters }) => ({
      type: "function",
      name,
      ...(description === undefined ? {} : { description }),
      inputSchema: asSdkSchema(parameters),
    }));
  }
  if (request.outputSchema) {
    const schema = asSdkSchema(request.outputSchema);
    call.responseFormat = { type: "json", schema, name: "answer" };
    const strictJsonSchema = isStrictSchema(request.outputSchema);
    call.providerOptions = {
      openai: { strictJsonSchema },
      openaiCompatible: { strictJsonSchema },
    };
  }
  return call;
}

function toPrompt(messages: readonly ChatMessage[]): SdkPrompt {
  const toolNames = new Map<string, string>();
  return messages.map((message) => {
    switch (message.role) {
      case "system":
        return { role: "system", content: message.content };
      case "user":
        return { role: "user", content: [{ type: "text", text: message.content }] };
      case "assistant": {
        const text =
          message.content === "" ? [] : [{ type: "text" as const, text: message.content }];
        const calls = (message.toolCalls ?? []).map((call) => {
          toolNames.set(call.id, call.name);
          return {
            type: "tool-call" as const,
            toolCallId: call.id,
            toolName: call.name,
            input: call.arguments,
          };
        });
        return { role: "assistant", content: [...text, ...calls] };
      }
      case "tool": {
        const toolCallId = message.toolCallId ?? "";
        const toolName = toolNames.get(toolCallId);
        if (toolName === undefined) {
          throw new ProviderError(
            "bad_request",
            "A tool message answers a tool call of an assistant message before it. Give it that call's toolCallId.",
          );
        }
        return {
          role: "tool",
          content: [
            {
              type: "tool-result",
              toolCallId,
              toolName,
              output: { type: "text", value: message.content },
            },
          ],
        };
      }
      default:
        return message.role satisfies never;
    }
  });
}

const FINISH: Record<SdkAnswer["finishReason"]["unified"], FinishReason> = {
  stop: "stop",
  length: "length",
  "content-filter": "content_filter",
  "tool-calls": "tool_calls",
  error: "error",
  other: "other",
};

/** Some servers say "stop" beside tool calls; what matters is that they wait for the tools. */
export function toFinishReason(
  reason: SdkAnswer["finishReason"],
  hasToolCalls: boolean,
): FinishReason {
  const finish = FINISH[reason.unified];
  return hasToolCalls && (finish === "stop" || finish === "other") ? "tool_calls" : finish;
}

/** Arguments are what the model wrote: parsed when it is JSON, else the text itself. */
export function toArguments(input: string): unknown {
  if (input.trim() === "") return {};
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}

// The SDK's type lists JSON Schema's keywords one by one; a schema of the project may hold any.
function asSdkSchema(schema: JsonSchema): NonNullable<SdkSchema> {
  return schema as NonNullable<SdkSchema>;
}
