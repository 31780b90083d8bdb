/** A JSON Schema as the OpenAPI document has it, as far as bodies use it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  maximum?: number;
  minimum?: number;
  pattern?: string;
  format?: string;
  default?: unknown;
}

export type Definitions = Record<string, Schema>;

class TooLarge extends Error {}

const DEEPEST = 30;
/** Deeper lists and objects have one member, or a schema that holds itself would have no end. */
const WIDE_UNTIL = 6;
/** Longest strings and most items, tried from the largest on until the body fits. */
const SCALES = [400_000, 100_000, 20_000, 4_000, 1_000, 200, 50, 10, 3];

/** The largest body that a schema allows: longest texts, most items, deepest nesting. */
export function worstBody(schema: Schema, definitions: Definitions, maxBytes: number): string {
  for (const scale of SCALES) {
    try {
      const text = JSON.stringify(makeValue(schema, definitions, { scale, left: maxBytes }, 0));
      if (text !== undefined && text.length <= maxBytes) return text;
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
    }
  }
  throw new Error(`No body of ${maxBytes} bytes fits ${JSON.stringify(schema).slice(0, 200)}.`);
}

interface Budget {
  scale: number;
  left: number;
}

function spend(budget: Budget, bytes: number): void {
  budget.left -= bytes;
  if (budget.left < 0) throw new TooLarge();
}

function makeValue(
  schema: Schema,
  definitions: Definitions,
  budget: Budget,
  depth: number,
): unknown {
  spend(budget, 3);
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    const target = definitions[name];
    if (!target) throw new Error(`The document has no schema ${name}.`);
    return depth > DEEPEST ? null : makeValue(target, definitions, budget, depth + 1);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum.at(-1);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return largestOf(choices, definitions, budget, depth);
  if (schema.allOf) {
    const parts = schema.allOf.map((part) => makeValue(part, definitions, budget, depth));
    return Object.assign({}, ...parts);
  }
  const [type] = [schema.type].flat();
  if (type === "string") return textOf(schema, budget);
  if (type === "number" || type === "integer") return numberOf(schema);
  if (type === "boolean") return true;
  if (type === "null") return null;
  if (type === "array") return listOf(schema, definitions, budget, depth);
  if (type === "object" || schema.properties) return objectOf(schema, definitions, budget, depth);
  const deep = nested(Math.min(DEEPEST, budget.scale));
  if (depth > WIDE_UNTIL) return deep;
  const empty = { type: "array", maxItems: 0 };
  return { deep, wide: listOf({ items: empty }, definitions, budget, depth) };
}

/** Rules about the same thing differ by kind: each kind once, in a list of all of them. */
function largestOf(
  choices: Schema[],
  definitions: Definitions,
  budget: Budget,
  depth: number,
): unknown {
  const sized = choices.map((choice) => ({ choice, size: sizeOf(choice, definitions) }));
  const [largest] = sized.toSorted((a, b) => b.size - a.size);
  return largest ? makeValue(largest.choice, definitions, budget, depth + 1) : null;
}

const sizes = new WeakMap<Schema, number>();

/** How large a small value of a schema is; one that holds itself counts once. */
function sizeOf(schema: Schema, definitions: Definitions): number {
  const size = sizes.get(schema);
  if (size !== undefined) return size;
  sizes.set(schema, 1);
  sizes.set(schema, measure(schema, definitions));
  return sizes.get(schema) ?? 1;
}

function measure(schema: Schema, definitions: Definitions): number {
  try {
    const budget = { scale: 3, left: 20_000 };
    return JSON.stringify(makeValue(schema, definitions, budget, WIDE_UNTIL))?.length ?? 0;
  } catch (error) {
    if (error instanceof TooLarge) return 20_000;
    throw error;
  }
}

function textOf({ maxLength, minLength = 0, format, pattern }: Schema, budget: Budget): string {
  if (format === "uuid") return "00000000-0000-4000-8000-000000000000";
  if (format === "date-time") return "2026-01-01T00:00:00.000Z";
  if (format === "date") return "2026-01-01";
  if (format === "email") return "ines@example.com";
  if (format === "uri" || format === "url") return `https://example.com/${"a".repeat(100)}`;
  const length = Math.max(minLength, Math.min(maxLength ?? budget.scale, budget.scale));
  // Names with a pattern are short; a text that the pattern refuses costs nothing further.
  const text = "a".repeat(pattern ? Math.min(length, 50) : length);
  spend(budget, text.length);
  return text;
}

function numberOf({ maximum, minimum, type }: Schema): number {
  const number = maximum ?? Math.max(minimum ?? 1, 1);
  return [type].flat().includes("integer") ? Math.floor(Math.min(number, 1e9)) : number;
}

function listOf(
  { items = {}, maxItems }: Schema,
  definitions: Definitions,
  budget: Budget,
  depth: number,
): unknown[] {
  const count = Math.min(maxItems ?? budget.scale, depth > WIDE_UNTIL ? 1 : budget.scale);
  if (count === 0) return [];
  const before = budget.left;
  const item = makeValue(items, definitions, budget, depth + 1);
  spend(budget, (before - budget.left) * (count - 1));
  return new Array(count).fill(item);
}

function objectOf(
  { properties = {}, additionalProperties }: Schema,
  definitions: Definitions,
  budget: Budget,
  depth: number,
): unknown {
  const entries: [string, unknown][] = Object.entries(properties).map(([name, property]) => {
    spend(budget, name.length + 4);
    return [name, makeValue(property, definitions, budget, depth + 1)];
  });
  if (typeof additionalProperties === "object" && depth < DEEPEST) {
    const count = depth > WIDE_UNTIL ? 1 : Math.min(budget.scale, 100_000);
    const before = budget.left;
    const value = makeValue(additionalProperties, definitions, budget, depth + 1);
    spend(budget, (before - budget.left + 12) * count);
    for (let index = 0; index < count; index++) entries.push([`key${index}`, value]);
  }
  return Object.fromEntries(entries);
}

function nested(levels: number): unknown {
  let value: unknown = "a".repeat(100);
  for (let level = 0; level < levels; level++) value = { a: [value] };
  return value;
}
