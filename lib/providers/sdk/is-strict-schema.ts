import { isRecord } from "@/lib/http/body/is-record";
import type { JsonSchema } from "@/lib/providers/contract";

/**
 * OpenAI's strict mode takes only schemas in which every object is closed and every property
 * required, and refuses the call otherwise; for all others the schema is sent as guidance.
 */
export function isStrictSchema(schema: JsonSchema): boolean {
  const properties = schema.properties;
  if (isRecord(properties)) {
    const required = Array.isArray(schema.required) ? schema.required : [];
    if (schema.additionalProperties !== false) return false;
    if (!Object.keys(properties).every((name) => required.includes(name))) return false;
    if (!Object.values(properties).every((child) => isRecord(child) && isStrictSchema(child))) {
      return false;
    }
  } else if (schema.type === "object") return false;
  return !isRecord(schema.items) || isStrictSchema(schema.items);
}
