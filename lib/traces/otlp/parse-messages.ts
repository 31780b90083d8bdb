import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  scalarText,
} from "@/lib/scorers/json-value";
import type { Message } from "../span";
import { listAt, parsed } from "./attribute";

type ToolCall = NonNullable<Message["toolCalls"]>[number];

/**
 * Messages in any of the shapes that clients write (OpenAI's, Anthropic's, the parts of the GenAI
 * conventions, the AI SDK's, one plain text) as one list; undefined when there is nothing.
 */
export function parseMessages(
  value: JsonValue | undefined,
  role: "user" | "assistant",
): Message[] | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const messages = messagesOf(parsed(value), role);
  return messages.length > 0 ? messages : undefined;
}

function messagesOf(value: JsonValue, role: string): Message[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return [];
    const isParts = value.every(
      (item) => isJsonObject(item) && item.role === undefined && isPart(item),
    );
    return isParts
      ? readMessage({ role, content: value }, role)
      : value.flatMap((item) => messagesOf(item, role));
  }
  if (!isJsonObject(value)) return [{ role, content: textOf(value) }];
  if (isJsonObject(value.message)) return readMessage(value.message, role);
  if (Array.isArray(value.choices))
    return value.choices.flatMap((choice) => messagesOf(choice, role));
  if (Array.isArray(value.messages) || value.prompt !== undefined) {
    const system = textOf(value.system ?? null);
    const rest = messagesOf(parsed(value.messages ?? value.prompt ?? null), role);
    return system ? [{ role: "system", content: system }, ...rest] : rest;
  }
  return readMessage(value, role);
}

function isPart(value: JsonObject): boolean {
  return typeof value.type === "string" || typeof value.text === "string";
}

/** One message; answers of tools inside it become messages of their own, as most makers have them. */
function readMessage(value: JsonObject, fallbackRole: string): Message[] {
  const role = typeof value.role === "string" ? value.role.toLowerCase() : fallbackRole;
  const body = value.parts ?? value.content ?? value.text ?? value.contents;
  if (body === undefined && !hasToolCalls(value)) {
    return [{ role, content: JSON.stringify(value) }];
  }
  const parts = Array.isArray(body) ? body : [body ?? ""];
  const answers = parts.flatMap((part) => (isJsonObject(part) ? readToolAnswer(part) : []));
  const toolCalls = [
    ...parts.flatMap((part) => (isJsonObject(part) ? readToolCallPart(part) : [])),
    ...listAt(value.tool_calls ?? value.toolCalls).flatMap(parseToolCall),
    ...(isJsonObject(value.function_call) ? parseToolCall(value.function_call) : []),
  ];
  const content = parts.map(readText).filter(Boolean).join("\n");
  const callId = textOf(value.tool_call_id ?? value.toolCallId ?? null);
  const message: Message = {
    role,
    content,
    ...(toolCalls.length > 0 ? { toolCalls } : {}),
    ...(callId ? { toolCallId: callId } : {}),
    ...(typeof value.name === "string" && value.name ? { name: value.name } : {}),
  };
  return content || toolCalls.length > 0 || answers.length === 0 ? [message, ...answers] : answers;
}

function hasToolCalls(value: JsonObject): boolean {
  return (value.tool_calls ?? value.toolCalls ?? value.function_call) !== undefined;
}

/** The text of a part; a picture or a file is named, reasoning is not part of what was said. */
function readText(part: JsonValue): string {
  if (!isJsonObject(part)) return textOf(part);
  const type = typeof part.type === "string" ? part.type.replaceAll("-", "_") : "text";
  if (/^(reasoning|thinking|redacted_thinking)$/.test(type)) return "";
  if (isToolCallType(type) || isToolAnswerType(type)) return "";
  const text = part.text ?? part.content;
  if (typeof text === "string") return text;
  if (isJsonObject(text) && typeof text.value === "string") return text.value;
  return `[${type}]`;
}

const typeOf = (part: JsonObject) => (scalarText(part.type) ?? "").replaceAll("-", "_");
const isToolCallType = (type: string) => /^(tool_call|tool_use|function_call)$/.test(type);
const isToolAnswerType = (type: string) =>
  /^(tool_call_response|tool_result|function_call_output)$/.test(type);

function readToolCallPart(part: JsonObject): ToolCall[] {
  const type = typeOf(part);
  return isToolCallType(type) ? parseToolCall(part) : [];
}

/** A tool call in the form of any provider or framework. Arguments that are JSON text come parsed. */
export function parseToolCall(value: JsonValue): ToolCall[] {
  if (!isJsonObject(value)) return [];
  const call = isJsonObject(value.function) ? value.function : value;
  const name = textOf(call.name ?? value.toolName ?? value.tool_name ?? null);
  if (!name) return [];
  const id = textOf(value.id ?? value.toolCallId ?? value.call_id ?? null);
  const args = call.arguments ?? call.input ?? call.args ?? value.input ?? value.args;
  return [{ ...(id ? { id } : {}), name, arguments: parsed(args ?? {}) }];
}

function readToolAnswer(part: JsonObject): Message[] {
  const type = typeOf(part);
  if (!isToolAnswerType(type)) return [];
  const answer = part.response ?? part.result ?? part.output ?? part.content ?? "";
  const isWrapped = isJsonObject(answer) && typeof answer.type === "string" && "value" in answer;
  const id = textOf(part.id ?? part.toolCallId ?? part.tool_use_id ?? part.call_id ?? null);
  const name = textOf(part.name ?? part.toolName ?? null);
  return [
    {
      role: "tool",
      content: contentOf(isWrapped ? (answer.value ?? "") : answer),
      ...(id ? { toolCallId: id } : {}),
      ...(name ? { name } : {}),
    },
  ];
}

function contentOf(value: JsonValue): string {
  if (Array.isArray(value) && value.every((part) => isJsonObject(part) && isPart(part))) {
    return value.map(readText).filter(Boolean).join("\n");
  }
  return textOf(value);
}

/** Text as it is, nothing as the empty text, anything else as its JSON. */
export function textOf(value: JsonValue): string {
  if (typeof value === "string") return value;
  return value === null ? "" : JSON.stringify(value);
}
