import { isJsonObject, type JsonValue, lookupPath } from "./json-value";

/** What `{{expected.category}}` and `{{input.question}}` in a scorer's settings may refer to. */
export type ReferenceScope = { expected: JsonValue | null; input: Record<string, JsonValue> };

/** A reference that this case does not have. */
export class MissingReferenceError extends Error {}

const REFERENCE = /\{\{\s*(expected|input)(?:\.([^{}\s]+))?\s*\}\}/g;
const WHOLE = /^\s*\{\{\s*(expected|input)(?:\.([^{}\s]+))?\s*\}\}\s*$/;

export const hasReference = (text: string): boolean => text.search(REFERENCE) >= 0;

/**
 * Puts a case's own values into a setting. A setting which is one reference becomes the value itself
 * (a list stays a list); inside other text a value is written as text. Own properties only. Throws
 * MissingReferenceError.
 */
export function resolveReferences(
  setting: string,
  scope: ReferenceScope,
  write: (text: string) => string = (text) => text,
): JsonValue {
  if (!setting.includes("{{")) return setting;
  const whole = WHOLE.exec(setting);
  if (whole) return referredValue(whole[1] ?? "", whole[2], scope);
  return setting.replace(REFERENCE, (_, root: string, path: string | undefined) => {
    const value = referredValue(root, path, scope);
    return write(typeof value === "string" ? value : JSON.stringify(value));
  });
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
