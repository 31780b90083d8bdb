import { isJsonObject, type JsonValue } from "@/lib/scorers/json-value";
import type {
  Message,
  RequestOutcome,
  RetrievedDocument,
  Scalar,
  StepKind,
} from "@/lib/traces/span";

/** What detectors, mapping and likeness look at: a trace apart from where it is stored. */
export interface ReviewedTrace {
  input: JsonValue | null;
  output: JsonValue | null;
  outcome: RequestOutcome | null;
  outputTokens: number | null;
  attributes: Readonly<Record<string, Scalar>>;
  steps: readonly ReviewedStep[];
}

export interface ReviewedStep {
  kind: StepKind;
  name: string;
  input: JsonValue | null;
  output: JsonValue | null;
  error: string | null;
}

export interface UsedTool {
  name: string;
  /** undefined: nobody told them. Text that is no JSON stays text. */
  arguments: JsonValue | undefined;
  result: JsonValue | null;
}

/** What was asked: the trace's own input, or the last thing a user said to a model. */
export function questionText(trace: ReviewedTrace): string {
  const input = plainText(trace.input, "user");
  if (input) return input;
  for (const step of trace.steps) {
    const question = step.kind === "llm" ? plainText(step.input, "user") : "";
    if (question) return question;
  }
  return "";
}

/** What came back: the trace's own output, or the last text that a model answered. */
export function answerText(trace: ReviewedTrace): string {
  const output = plainText(trace.output, "assistant");
  if (output) return output;
  for (const step of [...trace.steps].reverse()) {
    const answer = step.kind === "llm" ? plainText(step.output, "assistant") : "";
    if (answer) return answer;
  }
  return "";
}

/** Text of a value: itself, the last message of the role, or the object as JSON. */
export function plainText(value: JsonValue | null, role: "user" | "assistant"): string {
  if (value === null) return "";
  if (typeof value !== "object") return String(value).trim();
  const messages = messagesIn(value);
  if (messages.length > 0) {
    const last = [...messages].reverse().find((message) => message.role === role);
    return last?.content.trim() ?? "";
  }
  if (isJsonObject(value)) {
    const texts = Object.values(value).filter((one) => typeof one === "string");
    if (role === "user" && texts.length > 0) return texts.join("\n").trim();
  }
  return JSON.stringify(value);
}

/** The messages of a model's call, whether they stand alone or under `messages`. */
export function messagesIn(value: JsonValue | null): Message[] {
  const list = isJsonObject(value ?? undefined)
    ? (value as { messages?: JsonValue }).messages
    : value;
  if (!Array.isArray(list)) return [];
  return list.flatMap((one): Message[] => {
    if (!isJsonObject(one) || typeof one.role !== "string") return [];
    const content = contentText(one.content);
    const toolCalls = toolCallsIn(one.toolCalls ?? one.tool_calls);
    return [{ role: one.role, content, ...(toolCalls.length > 0 ? { toolCalls } : {}) }];
  });
}

function contentText(content: JsonValue | undefined): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content))
    return content === undefined || content === null ? "" : JSON.stringify(content);
  return content
    .map((part) => (isJsonObject(part) && typeof part.text === "string" ? part.text : ""))
    .join("\n")
    .trim();
}

type Call = NonNullable<Message["toolCalls"]>[number];

function toolCallsIn(value: JsonValue | undefined): Call[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one): Call[] => {
    if (!isJsonObject(one)) return [];
    const call = isJsonObject(one.function) ? one.function : one;
    if (typeof call.name !== "string") return [];
    return [{ name: call.name, arguments: readArguments(call.arguments ?? call.input ?? null) }];
  });
}

/** Arguments that are a JSON text are read; whatever else stays as it is. */
function readArguments(value: JsonValue): JsonValue {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}

/** Tools that ran, and calls that a model asked for without a step of their own. */
export function toolsUsed(trace: ReviewedTrace): UsedTool[] {
  const ran = trace.steps
    .filter((step) => step.kind === "tool")
    .map(
      (step): UsedTool => ({
        name: step.name,
        arguments: step.input === null ? undefined : readArguments(step.input),
        result: step.output,
      }),
    );
  const remaining = new Map<string, number>();
  for (const { name } of ran) remaining.set(name, (remaining.get(name) ?? 0) + 1);
  const requested = trace.steps
    .filter((step) => step.kind === "llm")
    .flatMap((step) => messagesIn(step.output).flatMap((message) => message.toolCalls ?? []))
    .flatMap((call): UsedTool[] => {
      const count = remaining.get(call.name) ?? 0;
      remaining.set(call.name, count - 1);
      return count > 0 ? [] : [{ name: call.name, arguments: call.arguments, result: null }];
    });
  return [...ran, ...requested];
}

/** What retrieval steps brought, in their order. */
export function documentsOf(trace: ReviewedTrace): RetrievedDocument[] {
  return trace.steps
    .filter((step) => step.kind === "retrieval")
    .flatMap((step) => documentsIn(step.output));
}

const LISTS = ["documents", "results", "matches", "chunks", "nodes", "data"];

function documentsIn(value: JsonValue | null): RetrievedDocument[] {
  if (Array.isArray(value)) return value.flatMap(documentIn);
  if (!isJsonObject(value ?? undefined)) return typeof value === "string" ? documentIn(value) : [];
  const object = value as { [key: string]: JsonValue };
  const list = LISTS.map((key) => object[key]).find(Array.isArray);
  return list ? list.flatMap(documentIn) : documentIn(object);
}

function documentIn(value: JsonValue): RetrievedDocument[] {
  if (typeof value === "string") return value.trim() ? [{ content: value }] : [];
  if (!isJsonObject(value)) return [];
  if (isJsonObject(value.document)) return documentIn(value.document);
  const content = [
    value.content,
    value.text,
    value.page_content,
    value.pageContent,
    value.body,
  ].find((one) => typeof one === "string");
  const id = value.id ?? value.documentId ?? value.document_id ?? value.url ?? value.source;
  const title = value.title ?? value.name;
  if (content === undefined && id === undefined) return [];
  return [
    {
      content: typeof content === "string" ? content : "",
      ...(typeof id === "string" || typeof id === "number" ? { id: String(id) } : {}),
      ...(typeof title === "string" ? { title } : {}),
    },
  ];
}
