import type { JsonValue } from "@/lib/scorers/json-value";
import type { Message, StepKind } from "../span";
import { finishReasonOf, jsonAt, numberAt, textAt, versionOf, wholeAt } from "./attribute";
import { parseGenAiEvents } from "./gen-ai-events";
import { parseDocuments } from "./parse-documents";
import { parseMessages } from "./parse-messages";
import type { Attributes, RawSpan } from "./raw-span";
import { asJson, type Dialect, type Reading, tokensOf } from "./reading";

const KIND: Record<string, StepKind> = {
  chat: "llm",
  generate_content: "llm",
  text_completion: "llm",
  completion: "llm",
  execute_tool: "tool",
  retrieval: "retrieval",
  search_memory: "retrieval",
};

/** OpenTelemetry's semantic conventions for generative AI, with the names they have given up. */
export const genAi: Dialect = {
  read: (span) => {
    const { attributes } = span;
    const operation = textAt(attributes, "gen_ai.operation.name");
    const events = parseGenAiEvents(span.events);
    const kind = kindOf(operation, attributes);
    const seconds = numberAt(attributes, "gen_ai.response.time_to_first_chunk");
    return {
      kind,
      name: kind === "tool" ? textAt(attributes, "gen_ai.tool.name") : undefined,
      provider: textAt(attributes, "gen_ai.provider.name", "gen_ai.system"),
      model: textAt(attributes, "gen_ai.response.model", "gen_ai.request.model"),
      tokens: readTokens(attributes),
      costUsd: numberAt(attributes, "gen_ai.usage.cost"),
      firstTokenMs: seconds === undefined ? undefined : Math.round(seconds * 1000),
      finishReason:
        finishReasonOf(attributes["gen_ai.response.finish_reasons"]) ?? events.finishReason,
      ...readContent(span, kind, events),
      facts: {
        prompt: textAt(attributes, "gen_ai.prompt.name"),
        version: versionOf(attributes["gen_ai.prompt.version"]),
        sessionId: textAt(attributes, "gen_ai.conversation.id"),
      },
    };
  },
  content: [
    "gen_ai.input.messages",
    "gen_ai.output.messages",
    "gen_ai.system_instructions",
    "gen_ai.prompt",
    "gen_ai.completion",
    "gen_ai.tool.call.arguments",
    "gen_ai.tool.call.result",
    "gen_ai.retrieval.query.text",
    "gen_ai.retrieval.documents",
  ],
};

function kindOf(operation: string | undefined, attributes: Attributes): StepKind | undefined {
  if (operation) return KIND[operation] ?? "other";
  const names = ["gen_ai.request.model", "gen_ai.response.model", "gen_ai.usage.input_tokens"];
  return names.some((name) => attributes[name] !== undefined) ? "llm" : undefined;
}

function readTokens(attributes: Attributes) {
  return tokensOf({
    input: wholeAt(attributes, "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"),
    cached: wholeAt(
      attributes,
      "gen_ai.usage.cache_read.input_tokens",
      "gen_ai.usage.cache_read_input_tokens",
      "gen_ai.usage.input_tokens_details.cached_tokens",
    ),
    written: wholeAt(
      attributes,
      "gen_ai.usage.cache_creation.input_tokens",
      "gen_ai.usage.cache_creation_input_tokens",
    ),
    output: wholeAt(attributes, "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"),
  });
}

function readContent(
  { attributes }: RawSpan,
  kind: StepKind | undefined,
  events: ReturnType<typeof parseGenAiEvents>,
): Pick<Reading, "input" | "output"> {
  if (kind === "tool") {
    return {
      input: jsonAt(attributes, "gen_ai.tool.call.arguments"),
      output: jsonAt(attributes, "gen_ai.tool.call.result"),
    };
  }
  if (kind === "retrieval") {
    return {
      input: textAt(attributes, "gen_ai.retrieval.query.text"),
      output: parseDocuments(jsonAt(attributes, "gen_ai.retrieval.documents")),
    };
  }
  const messages = parseMessages(
    jsonAt(attributes, "gen_ai.input.messages", "gen_ai.prompt"),
    "user",
  );
  return {
    input: withSystem(attributes, messages ?? events.input),
    output: asJson(
      parseMessages(
        jsonAt(attributes, "gen_ai.output.messages", "gen_ai.completion"),
        "assistant",
      ) ?? events.output,
    ),
  };
}

function withSystem(
  attributes: Attributes,
  messages: Message[] | undefined,
): JsonValue | undefined {
  const system = parseMessages(jsonAt(attributes, "gen_ai.system_instructions"), "user")?.map(
    (message) => ({ ...message, role: "system" }),
  );
  const all = [...(system ?? []), ...(messages ?? [])];
  return all.length > 0 ? asJson(all) : undefined;
}
