import { compileJsonSchema } from "./json-schema";
import type { JsonValue } from "./json-value";
import { type JsonSchema, JsonSchemaError } from "./schema-size";

/** Whether a value fits a JSON Schema. `problem`: the schema itself cannot be used. */
export interface SchemaMatch {
  /** The first that is wrong, with its path: `order.id must be string`. */
  violation: string | null;
  problem: string | null;
}

/** Without a value only the schema is looked at. Runs in a thread: compiling takes a while, and so may matching. */
export function matchSchema({
  schema,
  value,
}: {
  schema: JsonSchema;
  value?: JsonValue;
}): SchemaMatch {
  try {
    const check = compileJsonSchema(schema);
    const violation = value === undefined ? null : check(value, JSON.stringify(value).length);
    return { violation, problem: null };
  } catch (error) {
    if (!(error instanceof JsonSchemaError)) throw error;
    return { violation: null, problem: error.message };
  }
}
