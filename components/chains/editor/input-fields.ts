import type { JsonSchema } from "@/lib/providers/contract";

export const INPUT_TYPES = ["string", "number", "boolean", "object", "array"] as const;
export type InputType = (typeof INPUT_TYPES)[number];

/** One input of a chain, as far as a simple form goes. */
export interface InputField {
  name: string;
  type: InputType;
  isRequired: boolean;
  /** The only values that it can have; none: any. */
  values: string[];
  /** What its schema says beyond this, which stays. */
  rest: JsonSchema;
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The inputs that a schema of an object names. */
export function parseInputs(schema: JsonSchema | undefined): InputField[] {
  const properties = isSchema(schema?.properties) ? schema.properties : {};
  const required = Array.isArray(schema?.required) ? schema.required : [];
  return Object.entries(properties).map(([name, part]) => {
    const { type, enum: values, ...rest } = isSchema(part) ? part : ({} as JsonSchema);
    return {
      name,
      type: INPUT_TYPES.find((one) => one === type) ?? "string",
      isRequired: required.includes(name),
      values: Array.isArray(values) ? values.map(String) : [],
      rest,
    };
  });
}

/** The schema that says this; undefined when no input has a name. */
export function toInputsSchema(
  fields: readonly InputField[],
  before: JsonSchema | undefined,
): JsonSchema | undefined {
  const named = fields.filter(({ name }) => name.trim() !== "");
  if (named.length === 0) return undefined;
  const properties = Object.fromEntries(
    named.map(({ name, type, values, rest }) => [
      name.trim(),
      {
        ...rest,
        type,
        ...(values.length > 0 ? { enum: values.map((one) => typed(one, type)) } : {}),
      },
    ]),
  );
  const { properties: _, required: __, type: ___, ...others } = before ?? {};
  return {
    type: "object",
    properties,
    required: named.filter(({ isRequired }) => isRequired).map(({ name }) => name.trim()),
    ...others,
  } as JsonSchema;
}

const typed = (text: string, type: InputType): string | number =>
  type === "number" && text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
