import type { JsonSchema } from "@/lib/providers/contract";
import type { JsonObject, JsonValue } from "@/lib/scorers/json-value";

/** Types of the members that all have, and which of them every one has. */
export function inferSchema(values: readonly JsonObject[]): JsonSchema {
  const names = [...new Set(values.flatMap((value) => Object.keys(value)))];
  const properties = Object.fromEntries(
    names.map((name) => {
      const types = new Set(
        values.flatMap((value) => (name in value ? [typeOf(value[name])] : [])),
      );
      const [type] = types;
      return [name, types.size === 1 && type !== undefined ? { type } : {}];
    }),
  );
  const required = names.filter((name) => values.every((value) => Object.hasOwn(value, name)));
  return { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
}

function typeOf(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return "array";
  if (value === null || value === undefined) return "null";
  return typeof value === "object" ? "object" : typeof value;
}
