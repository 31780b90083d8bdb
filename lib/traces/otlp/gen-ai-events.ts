import type { Message } from "../span";
import { finishReasonOf, jsonAt, parsed, textAt } from "./attribute";
import { parseMessages } from "./parse-messages";
import type { Attributes, RawEvent } from "./raw-span";

interface FromEvents {
  input: Message[] | undefined;
  output: Message[] | undefined;
  finishReason: string | undefined;
}

/** `gen_ai.user.message` and its like, from when messages were events of the span. */
const ROLE: Record<string, "system" | "user" | "assistant" | "tool"> = {
  "gen_ai.system.message": "system",
  "gen_ai.user.message": "user",
  "gen_ai.assistant.message": "assistant",
  "gen_ai.tool.message": "tool",
};

/** Messages that span events carry: the per-message events, and those with all messages at once. */
export function parseGenAiEvents(events: readonly RawEvent[]): FromEvents {
  const input: Message[] = [];
  const output: Message[] = [];
  let finishReason: string | undefined;
  for (const { name, attributes } of events) {
    const role = Object.hasOwn(ROLE, name) ? ROLE[name] : undefined;
    if (role) input.push(...messageOf(attributes, role));
    if (name === "gen_ai.choice") {
      output.push(...messageOf(attributes, "assistant"));
      finishReason ??= finishReasonOf(attributes.finish_reason);
    }
    if (name === "gen_ai.content.prompt" || name === "gen_ai.client.inference.operation.details") {
      const messages = jsonAt(attributes, "gen_ai.prompt", "gen_ai.input.messages");
      input.push(...(parseMessages(messages, "user") ?? []));
    }
    if (
      name === "gen_ai.content.completion" ||
      name === "gen_ai.client.inference.operation.details"
    ) {
      const completion = jsonAt(attributes, "gen_ai.completion", "gen_ai.output.messages");
      output.push(...(parseMessages(completion, "assistant") ?? []));
    }
  }
  return {
    input: input.length > 0 ? input : undefined,
    output: output.length > 0 ? output : undefined,
    finishReason,
  };
}

function messageOf(attributes: Attributes, role: Message["role"]): Message[] {
  const message = jsonAt(attributes, "message", "gen_ai.event.content", "body");
  const read = parseMessages(
    message ?? {
      ...attributes,
      role: textAt(attributes, "role") ?? role,
      content: parsed(attributes.content ?? ""),
      tool_calls: parsed(attributes.tool_calls ?? null),
      ...(role === "tool" && attributes.id ? { tool_call_id: attributes.id } : {}),
    },
    role === "assistant" ? "assistant" : "user",
  );
  return (read ?? []).map((item) =>
    role === "system" || role === "tool" ? { ...item, role } : item,
  );
}
