import type { Candidate } from "@/lib/scorers/finding";
import {
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
} from "@/lib/scorers/json-value";
import { countFields, type FieldCounts, type FieldTally } from "./field-counts";

export type CandidateCall = NonNullable<Candidate["toolCalls"]>[number];
/** A call that is expected; without arguments only its name counts. */
export interface ExpectedCall {
  name: string;
  arguments?: JsonObject;
}
export type ArgumentMatch = "subset" | "exact";

/**
 * The calls that a case expects: a name, `{ name, arguments? }`, a list of them, or an object with such a list
 * under `toolCalls` or `tool_calls`. OpenAI's `{ function: { name, arguments } }` is read too. Null when it is
 * none of these.
 */
export function parseExpectedCalls(expected: JsonValue): ExpectedCall[] | null {
  if (expected === null) return null;
  if (Array.isArray(expected)) {
    const calls = expected.map(parseCall);
    return calls.every((call) => call !== null) ? calls : null;
  }
  if (isJsonObject(expected)) {
    const list = expected.toolCalls ?? expected.tool_calls;
    if (Array.isArray(list)) return parseExpectedCalls(list);
  }
  const call = parseCall(expected);
  return call && [call];
}

function parseCall(value: JsonValue): ExpectedCall | null {
  if (typeof value === "string") return value.trim() === "" ? null : { name: value.trim() };
  if (!isJsonObject(value)) return null;
  const { name } = value;
  if (typeof name !== "string") {
    return value.function === undefined ? null : parseCall(value.function);
  }
  const args = parseArguments(value.arguments ?? value.args);
  return args === undefined ? { name } : isJsonObject(args) ? { name, arguments: args } : null;
}

/** Arguments as they are, or as the JSON text that OpenAI's API writes. */
function parseArguments(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value !== "string") return value === null ? undefined : value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}

/** `subset`: the arguments that are named have these values, whatever else is given. */
export function hasArguments(
  call: CandidateCall,
  target: JsonObject | undefined,
  match: ArgumentMatch,
): boolean {
  if (target === undefined) return true;
  if (!isJsonObject(call.arguments)) return false;
  const args = call.arguments;
  return match === "exact"
    ? isSameJson(args, target)
    : Object.entries(target).every(
        ([name, value]) => Object.hasOwn(args, name) && isSameJson(args[name] ?? null, value),
      );
}

export interface CallCounts {
  /** Calls with the right name and arguments. */
  calls: FieldTally & FieldCounts;
  /** Calls by name alone, as often as they are expected. */
  names: FieldTally & FieldCounts;
  /** Single arguments of the calls whose name is right. */
  arguments: FieldTally & FieldCounts;
}

/**
 * Calls against the expected ones, each counted once and in any order: right ones are true positives, others that
 * were made false positives, and those that are missing false negatives.
 */
export function countCalls(
  actual: readonly CandidateCall[],
  expected: readonly ExpectedCall[],
  match: ArgumentMatch,
): CallCounts {
  const rest = [...expected];
  const pairs: { call: CandidateCall; target: ExpectedCall }[] = [];
  const take = (fits: (call: CandidateCall, target: ExpectedCall) => boolean) => {
    const paired = new Set(pairs.map(({ call }) => call));
    for (const call of actual) {
      if (paired.has(call)) continue;
      const at = rest.findIndex((target) => fits(call, target));
      const [target] = at < 0 ? [] : rest.splice(at, 1);
      if (target) pairs.push({ call, target });
    }
  };
  // Whole matches first, so that a wrong call of the same tool does not take their place.
  take((call, target) => isSameCall(call, target, match));
  const right = pairs.length;
  take((call, target) => call.name === target.name);
  return {
    calls: tally(right, actual.length, expected.length),
    names: tally(pairs.length, actual.length, expected.length),
    arguments: countArguments(pairs, match),
  };
}

export const isSameCall = (
  call: CandidateCall,
  target: ExpectedCall,
  match: ArgumentMatch,
): boolean => call.name === target.name && hasArguments(call, target.arguments, match);

function countArguments(
  pairs: readonly { call: CandidateCall; target: ExpectedCall }[],
  match: ArgumentMatch,
): FieldTally & FieldCounts {
  let right = 0;
  let actualCount = 0;
  let expectedCount = 0;
  for (const { call, target } of pairs) {
    if (!target.arguments) continue;
    const args = isJsonObject(call.arguments) ? call.arguments : {};
    const names = Object.keys(target.arguments);
    right += names.filter((name) =>
      hasArguments(call, { [name]: target.arguments?.[name] ?? null }, "subset"),
    ).length;
    actualCount +=
      match === "exact"
        ? Object.keys(args).length
        : names.filter((name) => Object.hasOwn(args, name)).length;
    expectedCount += names.length;
  }
  return tally(right, actualCount, expectedCount);
}

const tally = (right: number, actual: number, expected: number) =>
  countFields({
    truePositives: right,
    falsePositives: actual - right,
    falseNegatives: expected - right,
  });
