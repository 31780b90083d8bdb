import "server-only";
import { compute } from "@/lib/compute/compute";
import { isAppError } from "@/lib/http/app-error";
import type { ChainContent, StepOf } from "@/lib/prompts/chain/chain-content";
import { listChainInputs } from "@/lib/prompts/chain/list-chain-inputs";
import type { JsonSchema } from "@/lib/providers/contract";
import type { JsonObject, JsonValue } from "@/lib/scorers/json-value";
import type { ExecutionError } from "../execution";

/** Who checks, and what the value is called in the message: “The output”. */
interface Check {
  projectId: string;
  what: string;
  retryable?: boolean;
}

/** What is wrong with a value by its JSON Schema, with the path; null when it fits or there is none. */
export async function checkValue(
  schema: JsonSchema | undefined,
  value: JsonValue,
  { projectId, what, retryable = false }: Check,
): Promise<ExecutionError | null> {
  if (schema === undefined) return null;
  const message = await findViolation(schema as JsonObject, value, projectId);
  if (message === null) return null;
  return {
    ...{ reason: "schema", status: null, retryable },
    message: `${what} does not fit its schema: ${message.replace(/\.$/, "")}.`,
  };
}

async function findViolation(
  schema: JsonObject,
  value: JsonValue,
  projectId: string,
): Promise<string | null> {
  try {
    const { violation, problem } = await compute(
      "matchSchema",
      { schema, value },
      { projectId, ...knownSteps(schema, value) },
    );
    return problem ?? violation;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.message;
  }
}

const MOST_SCHEMA = 4_000;
const CAN_MULTIPLY = /"(\$ref|\$dynamicRef|uniqueItems)"/;

/** A small schema without references looks at each part of a value once: no thread is needed for it. */
function knownSteps(schema: JsonObject, value: JsonValue): { steps?: number } {
  const text = JSON.stringify(schema);
  if (text.length > MOST_SCHEMA || CAN_MULTIPLY.test(text)) return {};
  return { steps: text.length * JSON.stringify(value).length };
}

/** The chain's inputs by its schema. A case may hold more than the chain takes, which says nothing about the chain. */
export function checkInputs(
  { inputs: schema, ...content }: ChainContent,
  values: JsonObject,
  projectId: string,
): Promise<ExecutionError | null> {
  const { properties } = schema ?? {};
  const named =
    typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
  const names = new Set([...named, ...listChainInputs(content)]);
  const inputs = Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
  return checkValue(schema, inputs, { projectId, what: "The chain's input" });
}

/** A tool's arguments. What an optional one is taken from may have no value, and then it is as if it were not there. */
export function checkArguments(
  { config: { tool } }: StepOf<"tool">,
  input: JsonObject,
  projectId: string,
): Promise<ExecutionError | null> {
  const { required } = tool.parameters;
  const isRequired = (name: string) => Array.isArray(required) && required.includes(name);
  const present = Object.entries(input).filter(
    ([name, value]) => value !== null || isRequired(name),
  );
  const what = `The input of ${tool.name}`;
  return checkValue(tool.parameters, Object.fromEntries(present), { projectId, what });
}

/** What the wiring takes for granted of a search of one's own. */
export const PASSAGES: JsonSchema = {
  type: "object",
  required: ["passages"],
  properties: {
    passages: {
      type: "array",
      items: {
        type: "object",
        required: ["text"],
        properties: { id: { type: ["string", "number"] }, text: { type: "string" } },
      },
    },
  },
};
