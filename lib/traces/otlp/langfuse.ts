import { isJsonObject, type JsonObject } from "@/lib/scorers/json-value";
import type { StepKind } from "../span";
import {
  countOf,
  jsonAt,
  numberAt,
  parsed,
  scalarsBelow,
  scalarsOf,
  textAt,
  versionOf,
} from "./attribute";
import { parseUsage } from "./langfuse-usage";
import { parseDocuments } from "./parse-documents";
import { parseMessages } from "./parse-messages";
import type { Attributes, RawSpan } from "./raw-span";
import { asJson, type Dialect, type Reading } from "./reading";

const OBSERVATION = "langfuse.observation.";

const KIND: Record<string, StepKind> = {
  generation: "llm",
  tool: "tool",
  retriever: "retrieval",
  evaluator: "validate",
  guardrail: "validate",
};

/** Langfuse's own attributes (its SDKs from 3 on write them into OpenTelemetry spans). */
export const langfuse: Dialect = {
  read: (span) => {
    const { attributes } = span;
    if (!Object.keys(attributes).some((key) => key.startsWith("langfuse."))) return {};
    const type = textAt(attributes, `${OBSERVATION}type`)?.toLowerCase();
    const kind = type ? (KIND[type] ?? "other") : undefined;
    const level = textAt(attributes, `${OBSERVATION}level`);
    const message = textAt(attributes, `${OBSERVATION}status_message`);
    return {
      // A plain span may be somebody else's model call that only carries Langfuse's trace attributes.
      kind: type === "span" ? undefined : kind,
      model: textAt(attributes, `${OBSERVATION}model.name`),
      tokens: parseUsage(jsonAt(attributes, `${OBSERVATION}usage_details`)),
      costUsd: readCost(attributes),
      firstTokenMs: firstTokenMs(span),
      error: level === "ERROR" ? (message ?? "The step was marked as an error.") : undefined,
      ...readContent(attributes, kind),
      facts: readFacts(attributes),
    };
  },
  content: [
    `${OBSERVATION}input`,
    `${OBSERVATION}output`,
    "langfuse.trace.input",
    "langfuse.trace.output",
  ],
};

function readContent(attributes: Attributes, kind: StepKind | undefined): Reading {
  const input = jsonAt(attributes, `${OBSERVATION}input`);
  const output = jsonAt(attributes, `${OBSERVATION}output`);
  if (kind === "llm") {
    return {
      input: asJson(parseMessages(input, "user")),
      output: asJson(parseMessages(output, "assistant")),
    };
  }
  return { input, output: kind === "retrieval" ? (parseDocuments(output) ?? output) : output };
}

/** `{ total }`, or the sum of its parts. */
function readCost(attributes: Attributes): number | undefined {
  const details = jsonAt(attributes, `${OBSERVATION}cost_details`);
  if (!isJsonObject(details)) return numberAt(attributes, `${OBSERVATION}total_cost`);
  const total = countOf(details.total);
  if (total !== undefined) return total;
  const parts = Object.values(details).flatMap((part) => countOf(part) ?? []);
  return parts.length > 0 ? parts.reduce((sum, part) => sum + part, 0) : undefined;
}

function firstTokenMs({ attributes, startedAt }: RawSpan): number | undefined {
  const completionStart = textAt(attributes, `${OBSERVATION}completion_start_time`);
  const at = completionStart ? Date.parse(completionStart.replaceAll('"', "")) : Number.NaN;
  return Number.isFinite(at) ? Math.max(0, at - startedAt.getTime()) : undefined;
}

function readFacts(attributes: Attributes): Reading["facts"] {
  const tags = parsed(attributes["langfuse.trace.tags"] ?? attributes["langfuse.tags"] ?? null);
  const release = textAt(attributes, "langfuse.release");
  const metadata = {
    ...scalarsOf(attributes["langfuse.trace.metadata"]),
    ...scalarsBelow(attributes, "langfuse.trace.metadata."),
    ...(Array.isArray(tags) && tags.length > 0 ? { tags: tags.join(", ") } : {}),
    ...(release ? { release } : {}),
  };
  const prompt = promptOf(attributes);
  return {
    name: textAt(attributes, "langfuse.trace.name"),
    environment: textAt(attributes, "langfuse.environment"),
    ...prompt,
    userId: textAt(attributes, "langfuse.user.id", "user.id"),
    sessionId: textAt(attributes, "langfuse.session.id", "session.id"),
    input: jsonAt(attributes, "langfuse.trace.input"),
    output: jsonAt(attributes, "langfuse.trace.output"),
    ...(Object.keys(metadata).length > 0 ? { attributes: metadata } : {}),
  };
}

function promptOf(attributes: Attributes): { prompt?: string; version?: number } {
  const linked = parsed(attributes[`${OBSERVATION}prompt`] ?? null);
  const link: JsonObject = isJsonObject(linked) ? linked : {};
  const name =
    textAt(attributes, `${OBSERVATION}prompt.name`, "langfuse.prompt.name") ??
    (typeof link.name === "string" ? link.name : undefined);
  const version = versionOf(
    attributes[`${OBSERVATION}prompt.version`] ??
      attributes["langfuse.prompt.version"] ??
      link.version,
  );
  return { ...(name ? { prompt: name } : {}), ...(version ? { version } : {}) };
}
