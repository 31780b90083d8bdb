import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import type { StepKind } from "../span";
import {
  finishReasonOf,
  indexedAt,
  jsonAt,
  listAt,
  numberAt,
  scalarsOf,
  textAt,
  versionOf,
  wholeAt,
} from "./attribute";
import { parseDocuments } from "./parse-documents";
import { parseMessages } from "./parse-messages";
import type { Attributes, RawSpan } from "./raw-span";
import { asJson, type Dialect, type Reading, tokensOf } from "./reading";

const KIND: Record<string, StepKind> = {
  LLM: "llm",
  TOOL: "tool",
  RETRIEVER: "retrieval",
  RERANKER: "retrieval",
  GUARDRAIL: "validate",
  EVALUATOR: "validate",
  DECISION: "route",
};

/** OpenInference (Arize Phoenix): `openinference.span.kind`, `llm.…`, `retrieval.…`, `tool.…`. */
export const openInference: Dialect = {
  read: (span) => {
    const { attributes } = span;
    const spanKind = textAt(attributes, "openinference.span.kind")?.toUpperCase();
    const hasModel = textAt(attributes, "llm.model_name") !== undefined;
    if (
      !spanKind &&
      !hasModel &&
      !("input.value" in attributes) &&
      !("output.value" in attributes)
    ) {
      return {};
    }
    const kind = spanKind ? (KIND[spanKind] ?? "other") : hasModel ? "llm" : undefined;
    return {
      kind,
      name:
        kind === "tool" ? textAt(attributes, "tool.name", "tool_call.function.name") : undefined,
      provider: textAt(attributes, "llm.provider", "llm.system"),
      model: textAt(
        attributes,
        "llm.response.model_name",
        "llm.model_name",
        "llm.request.model_name",
        "embedding.model_name",
      ),
      tokens: tokensOf({
        input: wholeAt(attributes, "llm.token_count.prompt"),
        cached: wholeAt(attributes, "llm.token_count.prompt_details.cache_read"),
        written: wholeAt(attributes, "llm.token_count.prompt_details.cache_write"),
        output: wholeAt(attributes, "llm.token_count.completion"),
      }),
      costUsd: numberAt(attributes, "llm.cost.total"),
      firstTokenMs: firstTokenMs(span),
      finishReason: finishReasonOf(attributes["llm.finish_reason"]),
      ...readContent(attributes, kind),
      facts: readFacts(attributes),
    };
  },
  content: [
    "input.value",
    "output.value",
    "llm.input_messages.",
    "llm.output_messages.",
    "llm.prompts.",
    "retrieval.documents.",
    "reranker.input_documents.",
    "reranker.output_documents.",
    "reranker.query",
    "tool.parameters",
    "embedding.embeddings.",
  ],
};

function readContent(attributes: Attributes, kind: StepKind | undefined): Reading {
  const input = jsonAt(attributes, "input.value");
  const output = jsonAt(attributes, "output.value");
  if (kind === "llm") {
    return {
      input: asJson(messagesAt(attributes, "llm.input_messages.") ?? parseMessages(input, "user")),
      output: asJson(
        messagesAt(attributes, "llm.output_messages.") ?? parseMessages(output, "assistant"),
      ),
    };
  }
  if (kind === "retrieval") {
    const documents =
      documentsAt(attributes, "reranker.output_documents.") ??
      documentsAt(attributes, "retrieval.documents.");
    return { input: jsonAt(attributes, "reranker.query") ?? input, output: documents ?? output };
  }
  const texts = indexedAt(attributes, "embedding.embeddings.").flatMap(({ embedding }) =>
    isJsonObject(embedding) && embedding.text !== undefined ? [embedding.text] : [],
  );
  if (texts.length > 0) return { input: texts };
  if (kind === "tool") return { input: jsonAt(attributes, "tool.parameters") ?? input, output };
  return { input, output };
}

/** `llm.input_messages.0.message.contents.1.message_content.text` and the like, as messages. */
function messagesAt(attributes: Attributes, prefix: string) {
  const items = indexedAt(attributes, prefix).map((item) => {
    const message = isJsonObject(item.message) ? item.message : item;
    const parts = listAt(message.contents).map((part) =>
      isJsonObject(part) && isJsonObject(part.message_content) ? part.message_content : part,
    );
    const calls = listAt(message.tool_calls).map((call) =>
      isJsonObject(call) && isJsonObject(call.tool_call) ? call.tool_call : call,
    );
    const { contents: _, tool_calls: __, ...rest } = message;
    const read: JsonObject = {
      ...rest,
      ...(parts.length > 0 ? { content: parts } : {}),
      ...(calls.length > 0 ? { tool_calls: calls } : {}),
    };
    return read;
  });
  return items.length > 0 ? parseMessages(items, "user") : undefined;
}

function documentsAt(attributes: Attributes, prefix: string): JsonValue | undefined {
  const items = indexedAt(attributes, prefix);
  return items.length > 0 ? parseDocuments(items) : undefined;
}

function firstTokenMs({ events, startedAt }: RawSpan): number | undefined {
  const at = events.find(({ name }) => name === "First Token Stream Event")?.at;
  return at ? Math.max(0, at.getTime() - startedAt.getTime()) : undefined;
}

function readFacts(attributes: Attributes): Reading["facts"] {
  const tags = attributes["tag.tags"];
  const metadata = {
    ...scalarsOf(attributes.metadata),
    ...(Array.isArray(tags) && tags.length > 0 ? { tags: tags.join(", ") } : {}),
  };
  return {
    prompt: textAt(attributes, "llm.prompt_template.name"),
    version: versionOf(attributes["llm.prompt_template.version"]),
    userId: textAt(attributes, "user.id"),
    sessionId: textAt(attributes, "session.id"),
    ...(Object.keys(metadata).length > 0 ? { attributes: metadata } : {}),
  };
}
