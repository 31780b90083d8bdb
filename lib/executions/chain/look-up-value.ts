import { parseExpression } from "@/lib/prompts/chain/parse-expression";
import { type JsonObject, type JsonValue, lookupPath } from "@/lib/scorers/json-value";

/** What a chain knows so far. */
export interface StepValues {
  inputs: JsonObject;
  /** Outputs by the step's key. */
  steps: Map<string, JsonValue>;
}

/** The value of an input expression; null where there is none. Text that holds JSON is looked into. */
export function lookUpValue(expression: string, { inputs, steps }: StepValues): JsonValue {
  const reference = parseExpression(expression);
  if (!reference) return null;
  const root =
    reference.from === "inputs"
      ? lookupPath(inputs, reference.variable)
      : (steps.get(reference.key) ?? null);
  if (root === undefined || reference.path.length === 0) return root ?? null;
  return lookupPath(root, reference.path.join(".")) ?? null;
}
