import type { JsonSchema } from "@/lib/providers/contract";
import type { ChainStep } from "./chain-content";

/** What is known of a step's output before it runs: a JSON Schema; null when nothing is. */
export type OutputSchema = JsonSchema | null;

/** Of a pinned prompt version, what the wiring must know. */
export interface PinnedPrompt {
  variables: readonly string[];
  /** Of its answers; null: they are text. */
  outputSchema: JsonSchema | null;
}

/** `name@version`, as in `support/triage@6`. */
export const pinOf = ({ prompt, version }: { prompt: string; version: number }) =>
  `${prompt}@${version}`;

const text: JsonSchema = { type: "string" };

/** The passages of a retrieval, best first. */
const passages: JsonSchema = {
  type: "object",
  properties: {
    passages: {
      type: "array",
      items: {
        type: "object",
        properties: {
          id: text,
          title: text,
          text,
          score: { type: "number" },
        },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
};

/** `schemaOf` says what is known of another expression, for a validation that passes its value on. */
export function outputOf(
  step: ChainStep,
  prompts: ReadonlyMap<string, PinnedPrompt>,
  schemaOf: (expression: string) => OutputSchema,
): OutputSchema {
  switch (step.kind) {
    case "prompt": {
      const prompt = prompts.get(pinOf(step.config));
      return prompt ? (prompt.outputSchema ?? text) : null;
    }
    case "retrieve":
      return passages;
    case "route":
      return text;
    case "validate":
      return step.input.value === undefined ? null : schemaOf(step.input.value);
    case "tool":
    case "code":
      return step.config.outputSchema ?? null;
  }
}

/** What is known at a path into a value: `undefined` when the schema rules it out, with what there is instead. */
export function schemaAt(
  schema: OutputSchema,
  path: readonly string[],
): { schema: OutputSchema } | { missing: string; members: string[] } {
  let current = schema;
  for (const name of path) {
    if (current === null) return { schema: null };
    const next = memberOf(current, name);
    if ("members" in next) return { missing: name, members: next.members };
    current = next.schema;
  }
  return { schema: current };
}

type Member = { schema: OutputSchema } | { members: string[] };

function memberOf(schema: JsonSchema, name: string): Member {
  const { type, properties, items, additionalProperties } = schema;
  if (["$ref", "oneOf", "anyOf", "allOf"].some((keyword) => keyword in schema))
    return { schema: null };
  if (typeof type === "string" && type !== "object" && type !== "array") return { members: [] };
  if (type === "array") {
    if (!/^\d+$/.test(name)) return { members: ["0"] };
    return { schema: isSchema(items) ? items : null };
  }
  if (!isSchema(properties)) return { schema: null };
  const member = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (isSchema(member)) return { schema: member };
  if (member === true || isSchema(additionalProperties)) return { schema: null };
  // A schema that lists its members means them all, unless it says otherwise.
  if (additionalProperties === true) return { schema: null };
  return { members: Object.keys(properties) };
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
