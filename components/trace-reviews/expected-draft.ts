import type { JsonValue } from "@/lib/scorers/json-value";
import type { CasePreview } from "@/lib/trace-reviews/cases/case-contract";

type Choices = CasePreview["expectedChoices"];

/** What the person has said would have been right, by field; "" is the answer as a whole. */
export type ExpectedDraft = Record<string, string>;

const isObject = (value: JsonValue | null): value is { [key: string]: JsonValue } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const shown = (value: JsonValue): string =>
  typeof value === "string" ? value : JSON.stringify(value);

export function draftOfExpected(expected: JsonValue | null): ExpectedDraft {
  if (expected === null) return {};
  if (!isObject(expected)) return { "": shown(expected) };
  return Object.fromEntries(
    Object.entries(expected).map(([field, value]) => [field, shown(value)]),
  );
}

/** null: nothing was said. A chosen value keeps the type that the set's cases have. */
export function expectedOfDraft(draft: ExpectedDraft, choices: Choices): JsonValue | null {
  const filled = Object.entries(draft).filter(([, text]) => text.trim() !== "");
  const whole = filled.find(([field]) => field === "");
  const fields = filled.filter(([field]) => field !== "");
  if (fields.length > 0) {
    return Object.fromEntries(fields.map(([field, text]) => [field, typed(text, field, choices)]));
  }
  return whole ? typed(whole[1], null, choices) : null;
}

function typed(text: string, field: string | null, choices: Choices): JsonValue {
  const values = choices.find((choice) => choice.field === field)?.values ?? [];
  return values.find((value) => String(value) === text) ?? text.trim();
}
