import { parse } from "yaml";
import { parseJson } from "@/lib/http/body/read-body";
import type { JsonValue } from "@/lib/scorers/json-value";

const MAX_CHARACTERS = 500_000;
const LIMITS = { maxDepth: 40, maxValues: 20_000 };

/** A small file by the ending of its name: JSON and YAML as values, everything else as its text. */
export function parseStructured(name: string, text: string): JsonValue {
  const isJson = /\.json$/i.test(name);
  if (text.length > MAX_CHARACTERS || !(isJson || /\.ya?ml$/i.test(name))) return text.trimEnd();
  try {
    return (isJson ? parseJson(text, LIMITS) : parse(text, { maxAliasCount: 20 })) as JsonValue;
  } catch {
    return text;
  }
}
