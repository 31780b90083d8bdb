import { type JsonValue, jsonDepth } from "./json-value";

export const MAX_SCHEMA_LENGTH = 64_000;
export const MAX_SCHEMA_DEPTH = 32;

export type JsonSchema = boolean | { [key: string]: JsonValue };

/** A schema that cannot be used; the message says what to change. */
export class JsonSchemaError extends Error {}

/** The schema as text; throws JsonSchemaError when it is too large to be compiled. */
export function boundedSchemaText(schema: JsonSchema): string {
  if (jsonDepth(schema, MAX_SCHEMA_DEPTH + 1) > MAX_SCHEMA_DEPTH) {
    throw new JsonSchemaError(`The schema is nested deeper than ${MAX_SCHEMA_DEPTH} levels.`);
  }
  const text = JSON.stringify(schema);
  if (text.length > MAX_SCHEMA_LENGTH) {
    throw new JsonSchemaError(`The schema is longer than ${MAX_SCHEMA_LENGTH} characters.`);
  }
  return text;
}
