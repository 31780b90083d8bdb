import type { JsonValue } from "@/lib/scorers/json-value";
import { cutAttributes, cutJson, cutText } from "../cut-text";
import type { Span, TraceFacts } from "../span";
import { aiSdk } from "./ai-sdk";
import { textAt } from "./attribute";
import { genAi } from "./gen-ai";
import { general, ownKeys } from "./general";
import { langfuse } from "./langfuse";
import { mastra } from "./mastra";
import { openInference } from "./open-inference";
import { openLlmetry } from "./open-llmetry";
import type { Attributes, RawSpan } from "./raw-span";
import { mergeReadings, type Reading, withoutUndefined } from "./reading";

/** Who is believed first: those who write most about a call before those who write what all have in common. */
const DIALECTS = [ownKeys, langfuse, aiSdk, openInference, openLlmetry, mastra, genAi, general];
const CONTENT = new Set(DIALECTS.flatMap(({ content }) => content));
const CONTENT_PREFIXES = [...CONTENT].filter((key) => key.endsWith("."));

/** Any client's span as Galley has steps; a span of no known dialect is of kind `other` with its attributes. */
export function parseSpan(raw: RawSpan): Span {
  const reading = mergeReadings(DIALECTS.map(({ read }) => read(raw)));
  return {
    traceId: raw.traceId,
    id: raw.id,
    parentId: raw.parentId,
    kind: reading.kind ?? "other",
    name: cutText(reading.name || raw.name || "unnamed", 300),
    startedAt: raw.startedAt,
    endedAt: raw.endedAt,
    provider: reading.provider ? cutText(reading.provider, 200) : null,
    model: reading.model ? cutText(reading.model, 200) : null,
    inputTokens: reading.tokens?.input ?? null,
    cachedInputTokens: reading.tokens?.cachedInput ?? null,
    cacheWriteTokens: reading.tokens?.cacheWrite ?? null,
    outputTokens: reading.tokens?.output ?? null,
    costUsd: reading.costUsd ?? null,
    firstTokenMs: reading.firstTokenMs ?? null,
    finishReason: reading.finishReason ?? null,
    retries: Math.min(reading.retries ?? 0, 1_000),
    input: contentOf(reading.input),
    output: contentOf(reading.output),
    error: readError(raw, reading),
    attributes: cutAttributes(keptAttributes(raw.attributes)),
    facts: readFacts(raw, reading),
  };
}

function contentOf(value: JsonValue | undefined): JsonValue | null {
  return value === undefined ? null : cutJson(value);
}

/** What went into input and output need not be kept twice. */
function keptAttributes(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => !isContent(key)));
}

/** Clients write the same few keys into every span. */
const knownKeys = new Map<string, boolean>();
const MOST_KEYS = 2_000;

function isContent(key: string): boolean {
  const cachedAnswer = knownKeys.get(key);
  if (cachedAnswer !== undefined) return cachedAnswer;
  if (knownKeys.size >= MOST_KEYS) knownKeys.clear();
  const matches = CONTENT.has(key) || CONTENT_PREFIXES.some((prefix) => key.startsWith(prefix));
  knownKeys.set(key, matches);
  return matches;
}

/** Only of a span that failed: an exception that was caught and got over is none. */
function readError(raw: RawSpan, reading: Reading): string | null {
  if (!raw.isError) return reading.error ? cutText(reading.error) : null;
  const exception = raw.events.findLast(({ name }) => name === "exception")?.attributes ?? {};
  const type = textAt(exception, "exception.type") ?? textAt(raw.attributes, "error.type");
  const message =
    textAt(exception, "exception.message") ??
    (raw.statusMessage || textAt(raw.attributes, "error.message") || reading.error);
  const text = [type, message].filter(Boolean).join(": ");
  return cutText(text || "The span ended with an error.", 4_000);
}

const TECHNICAL =
  /^(ai|gen_ai|llm|langfuse|mastra|openinference|embedding|traceloop|galley|http|net|server|client|url|network|rpc|db|otel|telemetry|process|thread|code|exception|error|operation|resource|input|output|user|session|prompt|metadata|tag|deployment)(\.|$)/;

/**
 * The facts of all dialects. What an application wrote on the root span in words of its own is said of the
 * whole trace: segments are made of it.
 */
function readFacts(raw: RawSpan, reading: Reading): TraceFacts | null {
  const { attributes: factAttributes, input, output, ...rest } = reading.facts ?? {};
  const isRoot = raw.parentId === null;
  const service = isRoot ? textAt(raw.resource, "service.name") : undefined;
  const ownAttributes = isRoot
    ? Object.entries(raw.attributes).filter(([key]) => !TECHNICAL.test(key))
    : [];
  const attributes = cutAttributes({
    ...factAttributes,
    ...Object.fromEntries(ownAttributes),
    ...(service ? { "service.name": service } : {}),
  });
  const facts: TraceFacts = {
    ...cutFacts(withoutUndefined(rest)),
    ...(input === undefined ? {} : { input: cutJson(input) }),
    ...(output === undefined ? {} : { output: cutJson(output) }),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
  return Object.keys(facts).length > 0 ? facts : null;
}

function cutFacts(facts: Omit<TraceFacts, "attributes" | "input" | "output">): TraceFacts {
  const entries = Object.entries(facts).map(([key, value]) => [
    key,
    typeof value === "string" ? cutText(value, 300) : value,
  ]);
  return Object.fromEntries(entries) as TraceFacts;
}
