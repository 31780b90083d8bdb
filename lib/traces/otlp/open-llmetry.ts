import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import type { StepKind } from "../span";
import {
  finishReasonOf,
  indexedAt,
  jsonAt,
  listAt,
  scalarsBelow,
  textAt,
  versionOf,
  wholeAt,
} from "./attribute";
import { parseMessages } from "./parse-messages";
import type { Attributes, RawEvent, RawSpan } from "./raw-span";
import { asJson, type Dialect, type Reading, tokensOf } from "./reading";

const ASSOCIATION = "traceloop.association.properties.";

const REQUEST_KIND: Record<string, StepKind> = {
  chat: "llm",
  completion: "llm",
  rerank: "retrieval",
};

/** OpenLLMetry (Traceloop): messages as `gen_ai.prompt.N.…`, work as `traceloop.span.kind` with its entity. */
export const openLlmetry: Dialect = {
  read: (span) => {
    const { attributes } = span;
    const prompts = withList(attributes, ["gen_ai.prompt.", "llm.prompts."]);
    const completions = withList(attributes, ["gen_ai.completion.", "llm.completions."]);
    const kind = kindOf(span, prompts.length > 0);
    const documents = readDocumentEvents(span.events);
    const input = parseMessages(asMessages(prompts), "user");
    const output = parseMessages(asMessages(completions), "assistant");
    const entity = readEntity(attributes);
    return {
      kind,
      name: textAt(attributes, "traceloop.entity.name"),
      model: textAt(attributes, "llm.response.model", "llm.request.model"),
      tokens: tokensOf({
        input: wholeAt(attributes, "llm.usage.prompt_tokens"),
        cached: wholeAt(attributes, "llm.usage.cache_read_input_tokens"),
        written: wholeAt(attributes, "llm.usage.cache_creation_input_tokens"),
        output: wholeAt(attributes, "llm.usage.completion_tokens"),
      }),
      finishReason: finishReasonOf(completions[0]?.finish_reason),
      input: asJson(input) ?? entity.input,
      output: asJson(output) ?? documents ?? entity.output,
      facts: readFacts(attributes, entity),
    };
  },
  content: [
    "gen_ai.prompt.",
    "gen_ai.completion.",
    "llm.prompts.",
    "llm.completions.",
    "traceloop.entity.input",
    "traceloop.entity.output",
  ],
};

function withList(attributes: Attributes, prefixes: string[]): JsonObject[] {
  const keys = Object.keys(attributes);
  for (const prefix of prefixes) {
    if (!keys.some((key) => key.startsWith(prefix))) continue;
    const indexed = indexedAt(attributes, prefix);
    if (indexed.some((item) => ["role", "content", "tool_calls"].some((key) => key in item))) {
      return indexed;
    }
  }
  return [];
}

/** Tool calls of a message are keyed by numbers again. */
function asMessages(items: JsonObject[]): JsonValue | undefined {
  if (items.length === 0) return undefined;
  return items.map((item) =>
    item.tool_calls === undefined ? item : { ...item, tool_calls: listAt(item.tool_calls) },
  );
}

function kindOf({ attributes, events }: RawSpan, hasPrompts: boolean): StepKind | undefined {
  const request = textAt(attributes, "llm.request.type");
  if (request) return REQUEST_KIND[request] ?? "other";
  if (hasPrompts) return "llm";
  if (events.some(({ name }) => /^db\.(query|search)\.result$/.test(name))) return "retrieval";
  const kind = textAt(attributes, "traceloop.span.kind");
  if (kind) return kind === "tool" ? "tool" : "other";
  return undefined;
}

/** `{"inputs": …}` and `{"args": […], "kwargs": {…}}` are wrappings of the decorators, not the input. */
function readEntity(attributes: Attributes): { input?: JsonValue; output?: JsonValue } {
  const input = unwrap(entityAt(attributes, "traceloop.entity.input"));
  const output = unwrap(entityAt(attributes, "traceloop.entity.output"));
  return {
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
  };
}

/** Always JSON: a text stands in quotes. */
function entityAt(attributes: Attributes, key: string): JsonValue | undefined {
  const value = jsonAt(attributes, key);
  if (typeof value !== "string" || !value.startsWith('"')) return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}

/** A function without arguments was asked nothing: what its model's call was asked stands for the trace. */
function unwrap(value: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(value)) return value;
  if (value.inputs !== undefined) return value.inputs;
  if (value.outputs !== undefined) return value.outputs;
  if (!Array.isArray(value.args) && !isJsonObject(value.kwargs)) return value;
  const args = listAt(value.args);
  const kwargs = isJsonObject(value.kwargs) ? value.kwargs : {};
  if (args.length === 0) return Object.keys(kwargs).length > 0 ? kwargs : undefined;
  return args.length === 1 && Object.keys(kwargs).length === 0 ? (args[0] ?? null) : value;
}

/** What a vector database found, one event a document. */
function readDocumentEvents(events: readonly RawEvent[]): JsonValue | undefined {
  const results = events.filter(({ name }) => /^db\.(query|search)\.result$/.test(name));
  if (results.length === 0) return undefined;
  return results.map(({ name, attributes }) => {
    const id = textAt(attributes, `${name}.id`);
    const score = attributes[`${name}.score`] ?? attributes[`${name}.distance`];
    const metadata = jsonAt(attributes, `${name}.metadata`);
    return {
      ...(id ? { id } : {}),
      content: textAt(attributes, `${name}.document`, `${name}.entity`) ?? "",
      ...(typeof score === "number" ? { score } : {}),
      ...(isJsonObject(metadata) ? { metadata } : {}),
    };
  });
}

function readFacts(
  attributes: Attributes,
  entity: ReturnType<typeof readEntity>,
): Reading["facts"] {
  const properties = scalarsBelow(attributes, ASSOCIATION);
  const at = (...names: string[]) => textAt(attributes, ...names.map((name) => ASSOCIATION + name));
  const isWorkflow = textAt(attributes, "traceloop.span.kind") === "workflow";
  return {
    name: textAt(attributes, "traceloop.workflow.name"),
    prompt: textAt(attributes, "traceloop.prompt.key"),
    version: versionOf(attributes["traceloop.prompt.version"]),
    userId: at("user_id", "userId", "user.id"),
    sessionId: at("session_id", "sessionId", "session.id", "chat_id"),
    ...(Object.keys(properties).length > 0 ? { attributes: properties } : {}),
    ...(isWorkflow ? entity : {}),
  };
}
