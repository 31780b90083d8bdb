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
  const given = parseArguments(value.arguments ?? value.args);
  return given === undefined ? { name } : isJsonObject(given) ? { name, arguments: given } : null;
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
  wanted: JsonObject | undefined,
  match: ArgumentMatch,
): boolean {
  if (wanted === undefined) return true;
  if (!isJsonObject(call.arguments)) return false;
  const given = call.arguments;
  return match === "exact"
    ? isSameJson(given, wanted)
    : Object.entries(wanted).every(
        ([name, value]) => Object.hasOwn(given, name) && isSameJson(given[name] ?? null, value),
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
  const pairs: { call: CandidateCall; wanted: ExpectedCall }[] = [];
  const take = (fits: (call: CandidateCall, wanted: ExpectedCall) => boolean) => {
    const paired = new Set(pairs.map(({ call }) => call));
    for (const call of actual) {
      if (paired.has(call)) continue;
      const at = rest.findIndex((wanted) => fits(call, wanted));
      const [wanted] = at < 0 ? [] : rest.splice(at, 1);
      if (wanted) pairs.push({ call, wanted });
    }
  };
  // Whole matches first, so that a wrong call of the same tool does not take their place.
  take((call, wanted) => isSameCall(call, wanted, match));
  const right = pairs.length;
  take((call, wanted) => call.name === wanted.name);
  return {
    calls: tally(right, actual.length, expected.length),
    names: tally(pairs.length, actual.length, expected.length),
    arguments: countArguments(pairs, match),
  };
}

export const isSameCall = (
  call: CandidateCall,
  wanted: ExpectedCall,
  match: ArgumentMatch,
): boolean => call.name === wanted.name && hasArguments(call, wanted.arguments, match);

function countArguments(
  pairs: readonly { call: CandidateCall; wanted: ExpectedCall }[],
  match: ArgumentMatch,
): FieldTally & FieldCounts {
  let right = 0;
  let made = 0;
  let wantedCount = 0;
  for (const { call, wanted } of pairs) {
    if (!wanted.arguments) continue;
    const given = isJsonObject(call.arguments) ? call.arguments : {};
    const names = Object.keys(wanted.arguments);
    right += names.filter((name) =>
      hasArguments(call, { [name]: wanted.arguments?.[name] ?? null }, "subset"),
    ).length;
    made +=
      match === "exact"
        ? Object.keys(given).length
        : names.filter((name) => Object.hasOwn(given, name)).length;
    wantedCount += names.length;
  }
  return tally(right, made, wantedCount);
}

const tally = (right: number, made: number, expected: number) =>
  countFields({
    truePositives: right,
    falsePositives: made - right,
    falseNegatives: expected - right,
  });
