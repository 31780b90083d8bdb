import { formatFixed } from "@/lib/format-number";
import { MAX_RENDERED } from "@/lib/prompts/template/render-template";
import { isJsonObject, type JsonValue, lookupPath } from "./json-value";

/** What `{{expected.category}}` and `{{input.question}}` in a scorer's settings may refer to. */
export type ReferenceScope = { expected: JsonValue | null; input: Record<string, JsonValue> };

/** A reference that this case does not have. */
export class MissingReferenceError extends Error {}

/** References that would fill a setting with more than a prompt may have. */
export class ReferenceSizeError extends Error {}

const REFERENCE = /\{\{\s*(expected|input)(?:\.([^{}\s]+))?\s*\}\}/g;
const WHOLE = /^\s*\{\{\s*(expected|input)(?:\.([^{}\s]+))?\s*\}\}\s*$/;

export const hasReference = (text: string): boolean => text.search(REFERENCE) >= 0;

/**
 * Puts a case's own values into a setting. A setting which is one reference becomes the value itself
 * (a list stays a list); inside other text a value is written as text. Own properties only. Throws
 * MissingReferenceError and, before anything is put together, ReferenceSizeError.
 */
export function resolveReferences(
  setting: string,
  scope: ReferenceScope,
  write: (text: string) => string = (text) => text,
): JsonValue {
  if (!setting.includes("{{")) return setting;
  const whole = WHOLE.exec(setting);
  if (whole) return referredValue(whole[1] ?? "", whole[2], scope);
  const values = new Map<string, string>();
  let characters = setting.length;
  for (const [reference, root = "", path] of setting.matchAll(REFERENCE)) {
    if (!values.has(reference)) {
      const value = referredValue(root, path, scope);
      values.set(reference, write(typeof value === "string" ? value : JSON.stringify(value)));
    }
    characters += values.get(reference)?.length ?? 0;
  }
  if (characters > MAX_RENDERED) {
    throw new ReferenceSizeError(
      `The setting comes to ${formatFixed(characters / 1e6, 1)} MB with this case's values, and at most ${MAX_RENDERED / 1e6} MB are possible. Name long values fewer times.`,
    );
  }
  return setting.replace(REFERENCE, (reference) => values.get(reference) ?? "");
}

function referredValue(root: string, path: string | undefined, scope: ReferenceScope): JsonValue {
  const from: JsonValue = root === "input" ? scope.input : scope.expected;
  const value = path === undefined ? from : lookupPath(from, path);
  if (value === undefined || value === null) {
    const keys = isJsonObject(from) ? Object.keys(from).slice(0, 12).join(", ") : "";
    const name = path === undefined ? root : `${root}.${path}`;
    throw new MissingReferenceError(
      `This case has no ${name}${keys ? `; its ${root} has: ${keys}` : ""}.`,
    );
  }
  return value;
}
