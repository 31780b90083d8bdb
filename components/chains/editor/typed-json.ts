import type { JsonValue } from "@/lib/scorers/json-value";

/** What was typed as a value: JSON where it is JSON, else the text itself. */
export function parseTyped(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

/** A value as it stands in a text field; text that would be read as something else is quoted. */
export function showTyped(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value !== "string") return JSON.stringify(value);
  return typeof parseTyped(value) === "string" && parseTyped(value) === value
    ? value
    : JSON.stringify(value);
}
