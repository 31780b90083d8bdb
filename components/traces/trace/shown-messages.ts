import { isJsonObject, type JsonValue } from "@/lib/scorers/json-value";
import type { Message, RetrievedDocument } from "@/lib/traces/span";

export type ShownMessage = Message & { reasoning?: string };

/**
 * What was sent to a model, or came back, as messages; null where it is something else and is shown as
 * JSON. Clients of the REST door store what they like, so the usual ways of writing a message are known here.
 */
export function shownMessages(
  value: JsonValue | null,
  fallbackRole: "user" | "assistant",
): ShownMessage[] | null {
  if (typeof value === "string")
    return value === "" ? null : [{ role: fallbackRole, content: value }];
  if (Array.isArray(value)) {
    const messages = value.map((item) => toMessage(item, null));
    return messages.length > 0 && messages.every((message) => message !== null) ? messages : null;
  }
  if (!isJsonObject(value)) return null;
  if (Array.isArray(value.messages)) {
    const messages = shownMessages(value.messages, fallbackRole);
    const system = typeof value.system === "string" ? value.system : null;
    return messages && system ? [{ role: "system", content: system }, ...messages] : messages;
  }
  if (Array.isArray(value.choices)) {
    const messages = value.choices.map((choice) =>
      isJsonObject(choice) ? toMessage(choice.message, fallbackRole) : null,
    );
    return messages.every((message) => message !== null) ? messages : null;
  }
  const message = toMessage(value, fallbackRole);
  return message && ("role" in value || "tool_calls" in value || "toolCalls" in value)
    ? [message]
    : null;
}

function toMessage(value: JsonValue | undefined, fallbackRole: string | null): ShownMessage | null {
  if (!isJsonObject(value)) return null;
  const role = typeof value.role === "string" ? value.role : fallbackRole;
  if (!role) return null;
  const message: ShownMessage = { role, content: "" };
  const parts = value.content ?? value.parts ?? value.text ?? null;
  if (typeof parts === "string") message.content = parts;
  else if (Array.isArray(parts)) readParts(parts, message);
  else if (parts !== null) message.content = JSON.stringify(parts, null, 2);
  const calls = value.toolCalls ?? value.tool_calls;
  if (Array.isArray(calls)) addCalls(message, calls);
  const answered = value.toolCallId ?? value.tool_call_id;
  if (typeof answered === "string") message.toolCallId = answered;
  if (typeof value.name === "string") message.name = value.name;
  return message;
}

function readParts(parts: readonly JsonValue[], message: ShownMessage): void {
  const texts: string[] = [];
  for (const part of parts) {
    if (typeof part === "string") texts.push(part);
    if (!isJsonObject(part)) continue;
    const type = typeof part.type === "string" ? part.type.replaceAll("-", "_") : "text";
    const text = part.text ?? part.content ?? part.thinking;
    if (type === "tool_call" || type === "tool_use") addCalls(message, [part]);
    else if (type === "reasoning" || type === "thinking") {
      if (typeof text === "string") message.reasoning = (message.reasoning ?? "") + text;
    } else if (type.startsWith("tool_")) {
      const result = part.result ?? part.response ?? part.output ?? part.content ?? null;
      texts.push(typeof result === "string" ? result : JSON.stringify(result, null, 2));
    } else if (typeof text === "string") texts.push(text);
    else texts.push(`[${type}]`);
  }
  message.content = texts.join("\n");
}

function addCalls(message: ShownMessage, calls: readonly JsonValue[]): void {
  const read = calls.flatMap((call) => {
    if (!isJsonObject(call)) return [];
    const inner = isJsonObject(call.function) ? call.function : call;
    const name = inner.name ?? inner.toolName;
    const id = call.id ?? call.toolCallId;
    return [
      {
        ...(typeof id === "string" ? { id } : {}),
        name: typeof name === "string" ? name : "unnamed",
        arguments: readArguments(inner.arguments ?? inner.args ?? inner.input ?? null),
      },
    ];
  });
  if (read.length > 0) message.toolCalls = [...(message.toolCalls ?? []), ...read];
}

/** Arguments often come as JSON in a text; what is not JSON stays the text that the model wrote. */
function readArguments(value: JsonValue): JsonValue {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}

/** Documents that a retrieval step brought; null where its output is something else. */
export function shownDocuments(value: JsonValue | null): RetrievedDocument[] | null {
  const list = isJsonObject(value) ? (value.documents ?? value.results) : value;
  if (!Array.isArray(list) || list.length === 0) return null;
  const documents = list.map(toDocument);
  return documents.every((document) => document !== null) ? documents : null;
}

function toDocument(value: JsonValue): RetrievedDocument | null {
  if (typeof value === "string") return { content: value };
  if (!isJsonObject(value)) return null;
  const content =
    value.content ?? value.text ?? value.pageContent ?? value.page_content ?? value.quote;
  if (typeof content !== "string") return null;
  const id = value.id ?? value.documentId ?? value.source;
  return {
    content,
    ...(typeof id === "string" || typeof id === "number" ? { id: String(id) } : {}),
    ...(typeof value.score === "number" ? { score: value.score } : {}),
    ...(typeof value.title === "string" ? { title: value.title } : {}),
    ...(isJsonObject(value.metadata) ? { metadata: value.metadata } : {}),
  };
}

/** A text as it is, anything else as JSON. */
export function shownText(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
