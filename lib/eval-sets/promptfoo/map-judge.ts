import type { JsonObject, JsonValue } from "@/lib/scorers/json-value";

interface Rubric {
  rubric: string;
  threshold?: number;
}

/** Whether a rubric stands for an assertion of this type. */
export const hasRubric = (base: string): boolean => Object.hasOwn(WRITERS, base);

/** What a model-graded assertion asks, as a rubric; a text says why it cannot be asked here. */
export function judgeOf(base: string, assertion: JsonObject): Rubric | string {
  if (assertion.rubricPrompt !== undefined) return "It has a rubric prompt of its own.";
  if (assertion.contextTransform !== undefined) {
    return "It takes its context from the output (contextTransform).";
  }
  const text = asText(assertion.value);
  const rubric = WRITERS[base]?.(text) ?? null;
  if (rubric === null) return "It has no value.";
  const bar = typeof assertion.threshold === "number" ? assertion.threshold : DEFAULT_BARS[base];
  return { rubric, ...(bar !== undefined && bar >= 0 && bar <= 1 ? { threshold: bar } : {}) };
}

const DEFAULT_BARS: Record<string, number> = { "g-eval": 0.7 };

const WRITERS: Record<string, (text: string) => string | null> = {
  "llm-rubric": filled((text) => text),
  "model-graded-closedqa": filled((text) => `The answer meets this criterion: ${text}`),
  "g-eval": filled((text) => `The answer meets these criteria:\n${text}`),
  factuality: filled(factsOf),
  "model-graded-factuality": filled(factsOf),
  "answer-relevance": () => "The answer addresses what the input asks, and nothing else.",
  "context-faithfulness": () =>
    "Every claim of the answer is supported by the variable “context” of the input.",
  "context-relevance": () =>
    "The variable “context” of the input holds what is needed to answer the query, and little else.",
  "context-recall": filled(
    (text) =>
      `The variable “context” of the input holds everything that this statement says: ${text}`,
  ),
};

function filled(write: (text: string) => string) {
  return (text: string) => (text === "" ? null : write(text));
}

function factsOf(text: string): string {
  return `The answer does not contradict the facts of this reference; it may leave some out or add others: ${text}`;
}

function asText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map((item) => `- ${asText(item)}`).join("\n");
  return typeof value === "object" ? JSON.stringify(value) : String(value).trim();
}
