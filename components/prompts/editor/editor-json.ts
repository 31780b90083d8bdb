import type { JsonValue } from "@/lib/scorers/json-value";

/** A JSON object as it was typed, or what is wrong with it and where. */
export function parseJsonObject(
  text: string,
  shape = 'a JSON Schema object, for example { "type": "object" }',
): { ok: true; value: Record<string, JsonValue> } | { ok: false; message: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, message: `This is not JSON. ${whereOf(error, text)}` };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { ok: false, message: `Write ${shape}.` };
  return { ok: true, value: value as Record<string, JsonValue> };
}

/** Engines name a position; people count lines. */
function whereOf(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : "";
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return "A bracket, comma or quote may be missing at its end.";
  const before = text.slice(0, Number(position));
  return `See line ${before.split("\n").length}, column ${before.length - before.lastIndexOf("\n")}.`;
}
