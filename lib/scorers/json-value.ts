export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [key: string]: JsonValue };

export type JsonObject = { [key: string]: JsonValue };

/** Deeper values are refused before anything recursive touches them. */
export const MAX_JSON_DEPTH = 100;

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What stands at a dotted path (`order.items.0.sku`), own properties only; undefined when absent.
 * A property whose name holds the dots wins over the path.
 */
export function lookupPath(value: JsonValue | undefined, path: string): JsonValue | undefined {
  if (isJsonObject(value) && Object.hasOwn(value, path)) return value[path];
  let current = value;
  for (const key of path.split(".")) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) {
      return undefined;
    }
    current = Array.isArray(current) ? current[Number(key)] : current[key];
  }
  return current;
}

/** Same JSON value; the order of object keys does not matter, the order of lists does. */
export function isSameJson(one: JsonValue, two: JsonValue, depth = 0): boolean {
  if (one === two) return true;
  if (typeof one !== "object" || typeof two !== "object" || !one || !two) return false;
  if (depth > MAX_JSON_DEPTH) return false;
  if (Array.isArray(one) || Array.isArray(two)) {
    return (
      Array.isArray(one) &&
      Array.isArray(two) &&
      one.length === two.length &&
      one.every((item, i) => isSameJson(item, two[i] ?? null, depth + 1))
    );
  }
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(two).length &&
    keys.every(
      (key) => Object.hasOwn(two, key) && isSameJson(one[key] ?? null, two[key] ?? null, depth + 1),
    )
  );
}

/** Levels of nesting; stops counting just beyond the limit. */
export function jsonDepth(value: unknown, limit = MAX_JSON_DEPTH): number {
  if (typeof value !== "object" || value === null) return 0;
  if (limit <= 0) return 1;
  let deepest = 0;
  for (const child of Object.values(value)) {
    deepest = Math.max(deepest, jsonDepth(child, limit - 1));
    if (deepest >= limit) break;
  }
  return deepest + 1;
}

/** Text, a number or a boolean as text; of anything else null, because an object decides itself what its text is. */
export function scalarText(value: JsonValue | undefined): string | null {
  return value === undefined || typeof value === "object" ? null : String(value);
}

/** A short rendering for reasons: `"refund"`, `3`, `{"a":1}`. */
export function showValue(value: JsonValue | undefined, limit = 80): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}
