import "server-only";
import { createHash } from "node:crypto";
import { Script } from "node:vm";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { LRUCache } from "lru-cache";
import type { JsonValue } from "./json-value";
import { compileRegex } from "./linear-regex";
import { boundedSchemaText, type JsonSchema, JsonSchemaError } from "./schema-size";

/** References can multiply and `uniqueItems` is quadratic: no single check may take longer. */
const TIME_LIMIT_MS = 500;
const CAN_MULTIPLY = /"(\$ref|\$dynamicRef|uniqueItems)"/;
/** Schema characters times value characters that are always quick; the watchdog costs 0.2 ms. */
const SMALL_WORK = 5_000_000;

/** `length`: characters of the JSON text that the value came from. */
type SchemaCheck = (value: JsonValue, length: number) => string | null;

const byIdentity = new WeakMap<object, SchemaCheck>();
const byHash = new LRUCache<string, SchemaCheck>({ max: 200 });

/**
 * Compiles a JSON Schema (2020-12). The answer takes a value and gives null when it is valid, or the
 * first violation in words. `pattern` runs in linear time (RE2). Throws JsonSchemaError.
 */
export function compileJsonSchema(schema: JsonSchema): SchemaCheck {
  const compiled = typeof schema === "object" ? byIdentity.get(schema) : undefined;
  if (compiled) return compiled;
  const text = boundedSchemaText(schema);
  const hash = createHash("sha256").update(text).digest("base64");
  const check = byHash.get(hash) ?? newCheck(schema, text);
  byHash.set(hash, check);
  if (typeof schema === "object") byIdentity.set(schema, check);
  return check;
}

function newCheck(schema: JsonSchema, text: string): SchemaCheck {
  let validate: ValidateFunction;
  try {
    // A fresh instance each: two schemas may use one $id.
    const ajv = new Ajv2020({
      strict: false,
      allErrors: false,
      logger: false,
      code: { regExp: linearRegExp },
    });
    addFormats.default(ajv, { mode: "fast" });
    validate = ajv.compile(schema);
  } catch (error) {
    throw new JsonSchemaError(reasonOf(error));
  }
  const canMultiply = CAN_MULTIPLY.test(text);
  return (value, length) => {
    const isQuick = !canMultiply && text.length * length <= SMALL_WORK;
    if (isQuick ? validate(value) : withinTime(() => validate(value))) return null;
    const [first] = validate.errors ?? [];
    return first ? explainViolation(first) : "it does not match the schema";
  };
}

function reasonOf(error: unknown): string {
  const missing = error instanceof Error && (error as { missingRef?: unknown }).missingRef;
  if (typeof missing === "string") {
    return `The schema refers to ${missing}, which is not part of it, and nothing is fetched. Put the definition under $defs and refer to it as #/$defs/….`;
  }
  return `The schema is not valid: ${error instanceof Error ? error.message : String(error)}.`;
}

const linearRegExp = Object.assign(
  (pattern: string) => {
    const regex = compileRegex(pattern);
    // ajv keeps patterns apart by what they say they are.
    return { test: (text: string) => regex.test(text), toString: () => `/${pattern}/` };
  },
  { code: "new RegExp" },
);

function explainViolation(error: ErrorObject): string {
  const place = error.instancePath.slice(1).replaceAll("/", ".") || "the value";
  const { allowedValues, additionalProperty } = error.params as Record<string, unknown>;
  if (Array.isArray(allowedValues)) {
    return `${place} must be one of ${allowedValues.map((v) => JSON.stringify(v)).join(", ")}`;
  }
  if (typeof additionalProperty === "string") {
    return `${place} must not have the property "${additionalProperty}"`;
  }
  return `${place} ${error.message ?? "does not match the schema"}`;
}

const work = Symbol.for("galley.within-time");
const shared = globalThis as unknown as Record<symbol, (() => unknown) | undefined>;
const script = new Script('globalThis[Symbol.for("galley.within-time")]()');

/** Runs synchronous work under V8's own watchdog, which also stops endless loops. */
function withinTime<Result>(run: () => Result): Result {
  const before = shared[work];
  shared[work] = run;
  try {
    return script.runInThisContext({ timeout: TIME_LIMIT_MS }) as Result;
  } catch (error) {
    if (
      error instanceof Error &&
      "code" in error &&
      error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
    ) {
      throw new JsonSchemaError(`Checking against the schema took more than ${TIME_LIMIT_MS} ms.`);
    }
    throw error;
  } finally {
    shared[work] = before;
  }
}
