import type { ExecutionStep } from "@/lib/executions/execution";
import { isJsonObject, isSameJson, type JsonValue } from "@/lib/scorers/json-value";

type Match = "exact" | "unordered" | "subset" | "superset";

const MATCHES = ["exact", "unordered", "subset", "superset"];

/**
 * Whether a step's output is what a case expects of it.
 *
 * A plain value is the output itself; of a retrieval step a list of ids is the passages that must be among those
 * found. `{ "$match": "unordered" | "subset" | "superset" | "exact", "value": … }` compares lists and objects less
 * strictly: `superset` when the output has all of the value, `subset` when it has nothing else, as agentevals names
 * them. `"$arguments": true` beside it compares what the step was given, such as a tool's arguments.
 * `{ "$contains": text | texts }` holds when the output's text has all of them, in any case.
 */
export function matchExpectation(
  expected: JsonValue,
  { kind, input, output }: Pick<ExecutionStep, "kind" | "input" | "output">,
): boolean {
  const texts = isJsonObject(expected) ? expected.$contains : undefined;
  if (texts !== undefined) return containsAll(output, Array.isArray(texts) ? texts : [texts]);
  const { value, match, ofArguments } = readExpectation(expected, kind);
  const actual = ofArguments ? input : output;
  const isIds =
    kind === "retrieve" && Array.isArray(value) && value.every((id) => typeof id === "string");
  return isMatch(isIds ? idsOf(actual) : actual, value, match);
}

function readExpectation(
  expected: JsonValue,
  kind: string,
): { value: JsonValue; match: Match; ofArguments: boolean } {
  const byDefault: Match = kind === "retrieve" && Array.isArray(expected) ? "superset" : "exact";
  if (!isJsonObject(expected)) return { value: expected, match: byDefault, ofArguments: false };
  const { $match: match, $arguments: ofArguments, value = null } = expected;
  if (match === undefined && ofArguments === undefined) {
    return { value: expected, match: "exact", ofArguments: false };
  }
  const isName = typeof match === "string" && MATCHES.includes(match);
  return { value, match: isName ? (match as Match) : "exact", ofArguments: ofArguments === true };
}

function containsAll(output: JsonValue, texts: readonly JsonValue[]): boolean {
  const whole = (typeof output === "string" ? output : JSON.stringify(output)).toLowerCase();
  return texts.every((text) => whole.includes(String(text).toLowerCase()));
}

function idsOf(output: JsonValue): JsonValue {
  const passages = isJsonObject(output) ? output.passages : null;
  if (!Array.isArray(passages)) return output;
  return passages.map((passage) => (isJsonObject(passage) ? (passage.id ?? null) : passage));
}

function isMatch(actual: JsonValue, expected: JsonValue, match: Match): boolean {
  if (Array.isArray(actual) && Array.isArray(expected) && match !== "exact") {
    const hasAll = (some: JsonValue[], of: JsonValue[]) => countsAll(some, of);
    if (match === "superset") return hasAll(expected, actual);
    if (match === "subset") return hasAll(actual, expected);
    return actual.length === expected.length && hasAll(expected, actual);
  }
  if (isJsonObject(actual) && isJsonObject(expected) && match !== "exact") {
    const holds = (part: typeof actual, whole: typeof actual) =>
      Object.entries(part).every(
        ([name, value]) => Object.hasOwn(whole, name) && isMatch(whole[name] ?? null, value, match),
      );
    if (match === "superset") return holds(expected, actual);
    if (match === "subset") return holds(actual, expected);
    return holds(expected, actual) && holds(actual, expected);
  }
  if (typeof actual === "string" && typeof expected === "string") {
    return actual.trim() === expected.trim();
  }
  return isSameJson(actual, expected);
}

/** Whether every item of `some` has one of its own in `of`. */
function countsAll(some: readonly JsonValue[], of: readonly JsonValue[]): boolean {
  const left = [...of];
  return some.every((item) => {
    const at = left.findIndex((other) => isMatch(other, item, "exact"));
    if (at === -1) return false;
    left.splice(at, 1);
    return true;
  });
}
