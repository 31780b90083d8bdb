import {
  type ShownMessage,
  shownDocuments,
  shownMessages,
} from "@/components/traces/trace/shown-messages";
import { formatCount } from "@/lib/format-number";
import { isJsonObject, type JsonValue } from "@/lib/scorers/json-value";
import type { TraceDetail } from "@/lib/traces/contract";

export type ShownPart =
  | { kind: "message"; key: string; role: string; text: string; note: string }
  | {
      kind: "tool";
      key: string;
      name: string;
      args: JsonValue;
      result: JsonValue;
      latencyMs: number;
      error: string | null;
    }
  | {
      kind: "documents";
      key: string;
      name: string;
      documents: { title: string; content: string }[];
    };

const LATEST_MESSAGES = 4;

/** What a reviewer reads: what was asked, what tools and retrieval brought, and the answer. */
export function shownParts(trace: TraceDetail): ShownPart[] {
  return [...inputParts(trace), ...brought(trace), ...answered(trace)];
}

/** The conversation without the system's message: that is the version's, which has its own page. */
function inputParts(trace: TraceDetail): ShownPart[] {
  const calls = trace.steps.filter(({ kind }) => kind === "llm");
  const messages =
    shownMessages((calls[0]?.input ?? null) as JsonValue, "user") ??
    shownMessages((trace.input ?? null) as JsonValue, "user");
  const spoken = (messages ?? []).filter(({ role }) => role === "user" || role === "assistant");
  const latest = spoken.slice(-LATEST_MESSAGES).filter(({ content }) => content !== "");
  if (latest.length > 0)
    return latest.map((message, index) => toPart(message, `asked ${index}`, ""));
  const input = (trace.input ?? null) as JsonValue;
  return input === null ? [] : [toPart({ role: "user", content: textOf(input) }, "asked", "")];
}

function brought(trace: TraceDetail): ShownPart[] {
  return trace.steps.flatMap((step): ShownPart[] => {
    const output = (step.output ?? null) as JsonValue;
    if (step.kind === "tool") {
      const { id, name, latencyMs, error } = step;
      const args = (step.input ?? null) as JsonValue;
      return [{ kind: "tool", key: id, name, args, result: output, latencyMs, error }];
    }
    if (step.kind !== "retrieval") return [];
    const documents = (shownDocuments(output) ?? []).map(({ title, id, content }) => ({
      title: title ?? id ?? "untitled",
      content,
    }));
    return documents.length > 0
      ? [{ kind: "documents", key: step.id, name: step.name, documents }]
      : [];
  });
}

function answered(trace: TraceDetail): ShownPart[] {
  const last = trace.steps.filter(({ kind }) => kind === "llm").at(-1);
  const note = [
    trace.outputTokens === null ? null : `${formatCount(trace.outputTokens)} tokens`,
    last?.finishReason ?? null,
  ]
    .filter(Boolean)
    .join(", ");
  const output = (trace.output ?? null) as JsonValue;
  const value = output ?? ((last?.output ?? null) as JsonValue);
  if (value === null) return [];
  const messages = shownMessages(value, "assistant");
  const lastMessage = messages?.filter(({ content }) => content !== "").at(-1);
  const text = lastMessage ? lastMessage.content : textOf(value);
  return [toPart({ role: "assistant", content: text }, "answer", note)];
}

const toPart = ({ role, content }: ShownMessage, key: string, note: string): ShownPart => ({
  kind: "message",
  key,
  role,
  text: content,
  note,
});

/** An object of texts reads best as its texts. */
function textOf(value: JsonValue): string {
  if (typeof value === "string") return value;
  const only = isJsonObject(value) ? Object.values(value) : [];
  if (only.length === 1 && typeof only[0] === "string") return only[0];
  return JSON.stringify(value, null, 1);
}
