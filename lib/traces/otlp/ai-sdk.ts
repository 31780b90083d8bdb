import type { JsonValue } from "@/lib/scorers/json-value";
import {
  finishReasonOf,
  jsonAt,
  parsed,
  scalarsBelow,
  textAt,
  versionOf,
  wholeAt,
} from "./attribute";
import { parseMessages, parseToolCall } from "./parse-messages";
import type { Attributes, RawSpan } from "./raw-span";
import { asJson, type Dialect, type Reading, tokensOf } from "./reading";

const METADATA = "ai.telemetry.metadata.";
const CALL = /\.do(Generate|Stream)$/;
const EMBED = /^ai\.embed(Many)?(\.|$)/;
const TRY = /\.do(Generate|Stream|Embed)$/;

/**
 * The Vercel AI SDK's telemetry. `ai.generateText` wraps one `ai.generateText.doGenerate` per call of the model
 * and repeats the sum of their tokens, so only the inner ones are model calls. A call that is tried again is
 * one more of these; no span counts them.
 */
export const aiSdk: Dialect = {
  read: (span) => {
    const { attributes } = span;
    const operation = textAt(attributes, "ai.operationId");
    if (!operation) return {};
    if (operation === "ai.toolCall") return readTool(attributes);
    if (EMBED.test(operation)) return readEmbedding(span, operation);
    const isCall = CALL.test(operation);
    const content = readContent(attributes);
    const output = content.output;
    return {
      kind: isCall ? "llm" : "other",
      provider: textAt(attributes, "ai.model.provider")?.split(".")[0],
      model: textAt(attributes, "ai.response.model", "gen_ai.response.model", "ai.model.id"),
      tokens: readTokens(attributes),
      firstTokenMs: wholeAt(attributes, "ai.response.msToFirstChunk", "ai.stream.msToFirstChunk"),
      finishReason: finishReasonOf(attributes["ai.response.finishReason"]),
      ...content,
      facts: {
        ...readFacts(attributes),
        ...(span.isError && TRY.test(operation) ? { isFailedTry: true } : {}),
        ...(isCall ? {} : { input: content.input, output }),
      },
    };
  },
  content: [
    "ai.prompt",
    "ai.prompt.",
    "ai.response.text",
    "ai.response.object",
    "ai.response.toolCalls",
    "ai.response.reasoning",
    "ai.toolCall.args",
    "ai.toolCall.result",
    "ai.value",
    "ai.values",
    "ai.embedding",
    "ai.embeddings",
  ],
};

function readTool(attributes: Attributes): Reading {
  return {
    kind: "tool",
    name: textAt(attributes, "ai.toolCall.name"),
    input: jsonAt(attributes, "ai.toolCall.args"),
    output: jsonAt(attributes, "ai.toolCall.result"),
    facts: readFacts(attributes),
  };
}

/** `ai.embed` and `ai.embedMany` wrap `doEmbed` calls and repeat their tokens. Vectors are nothing to read. */
function readEmbedding({ attributes, isError }: RawSpan, operation: string): Reading {
  return {
    kind: "other",
    provider: textAt(attributes, "ai.model.provider")?.split(".")[0],
    model: textAt(attributes, "ai.model.id"),
    tokens: tokensOf({ input: wholeAt(attributes, "ai.usage.tokens") }),
    input: valuesAt(attributes),
    facts: {
      ...readFacts(attributes),
      ...(isError && TRY.test(operation) ? { isFailedTry: true } : {}),
    },
  };
}

/** Each value is JSON by itself. */
function valuesAt(attributes: Attributes): JsonValue | undefined {
  const many = attributes["ai.values"];
  if (Array.isArray(many)) return many.map(unquoted);
  const one = attributes["ai.value"];
  return one === undefined ? undefined : unquoted(one);
}

function unquoted(value: JsonValue): JsonValue {
  if (typeof value !== "string" || !value.startsWith('"')) return parsed(value);
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}

function readContent(attributes: Attributes): Pick<Reading, "input" | "output"> {
  const input = parseMessages(jsonAt(attributes, "ai.prompt.messages", "ai.prompt"), "user");
  const text = textAt(attributes, "ai.response.text", "ai.response.object") ?? "";
  const calls = parsed(attributes["ai.response.toolCalls"] ?? null);
  const toolCalls = Array.isArray(calls) ? calls.flatMap(parseToolCall) : [];
  const answer = { role: "assistant", content: text, ...(toolCalls.length ? { toolCalls } : {}) };
  return {
    ...(input ? { input: asJson(input) } : {}),
    ...(text || toolCalls.length ? { output: asJson([answer]) } : {}),
  };
}

/** Up to version 5, Anthropic's input came without what was read from its cache. */
function readTokens(attributes: Attributes) {
  const isExclusive =
    /anthropic/.test(textAt(attributes, "ai.model.provider") ?? "") &&
    !Object.keys(attributes).some((key) => key.startsWith("ai.usage.inputTokenDetails."));
  return tokensOf(
    {
      input: wholeAt(attributes, "ai.usage.inputTokens", "ai.usage.promptTokens"),
      cached: wholeAt(
        attributes,
        "ai.usage.inputTokenDetails.cacheReadTokens",
        "ai.usage.cachedInputTokens",
      ),
      written: wholeAt(attributes, "ai.usage.inputTokenDetails.cacheWriteTokens"),
      output: wholeAt(attributes, "ai.usage.outputTokens", "ai.usage.completionTokens"),
    },
    isExclusive,
  );
}

/** What the application wrote as `metadata`; `functionId` names the prompt when only its version is told. */
function readFacts(attributes: Attributes): Reading["facts"] {
  const at = (...names: string[]) => textAt(attributes, ...names.map((name) => METADATA + name));
  const linked = parsed(attributes[`${METADATA}langfusePrompt`] ?? null);
  const link =
    typeof linked === "object" && linked !== null && !Array.isArray(linked) ? linked : {};
  const functionId = textAt(attributes, "ai.telemetry.functionId");
  const version = versionOf(
    at("promptVersion", "prompt.version", "prompt_version") ?? link.version ?? null,
  );
  const named = at("promptName", "prompt.name", "prompt_name", "prompt");
  const linkedName = typeof link.name === "string" ? link.name : undefined;
  const metadata = scalarsBelow(attributes, METADATA);
  delete metadata.langfusePrompt;
  return {
    name: functionId,
    prompt: named ?? linkedName ?? (version === undefined ? undefined : functionId),
    version,
    userId: at("userId", "user.id", "user_id"),
    sessionId: at("sessionId", "session.id", "session_id"),
    environment: at("environment"),
    ...(Object.keys(metadata).length > 0 ? { attributes: metadata } : {}),
  };
}
