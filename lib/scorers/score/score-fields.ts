import type { ScorerOf } from "@/lib/scorers/contract";
import { type Candidate, type Finding, scored } from "@/lib/scorers/finding";
import {
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  lookupPath,
  showValue,
} from "@/lib/scorers/json-value";
import { parseEmbeddedJson } from "@/lib/scorers/parse-json";
import { resolveReferences } from "@/lib/scorers/resolve-references";
import { countFields, isNothing, tallyFields } from "./field-counts";
import { repairNote } from "./score-json";
import { missingExpected } from "./score-text";

type Match = "exact" | "ignore-case" | "number" | "set";
type Rule = {
  field: string;
  reference: JsonValue;
  match: Match;
  tolerance: number;
  required: boolean;
};

/**
 * Several JSON fields against the expected ones; that a field is empty or absent can be expected as well. `value` is
 * the share of matching fields, or the precision, recall or F1 of the fields that have a value; passed when every
 * required field matches and `value` reaches the threshold, where there is one. A wrong value is a false positive
 * and a false negative, an invented one a false positive, a missing one a false negative.
 */
export function scoreFields(spec: ScorerOf<"fields">, candidate: Candidate): Finding {
  const { repair, measure = "share", threshold = 0 } = spec.config;
  const reading = parseEmbeddedJson(candidate.output, { repair, objectsOnly: true });
  const rules = fieldRules(spec, candidate, reading.ok ? reading.value : null);
  if (!rules) return missingExpected("fields", "fields");
  if (!reading.ok) {
    const missing = rules.map(({ field, reference }) => ({ field, ...missingField(reference) }));
    return scored(false, `no JSON object with the fields: ${reading.reason}`, {
      value: 0,
      details: detailsOf(missing),
    });
  }
  const results = rules.map((rule) => {
    const actual = lookupPath(reading.value, rule.field);
    return { rule, actual, isSame: isSameField(actual, rule) };
  });
  const wrong = results.filter(({ isSame }) => !isSame);
  const share = results.length === 0 ? 1 : (results.length - wrong.length) / results.length;
  const fieldResults = results.map(({ rule, actual, isSame }) => ({
    field: rule.field,
    expected: rule.reference,
    actual: actual ?? null,
    matches: isSame,
  }));
  const counts = countFields(tallyFields(fieldResults));
  // Nothing to find and nothing invented is all that could be done.
  const value = measure === "share" ? share : (counts[measure] ?? 1);
  const passed = wrong.every(({ rule }) => !rule.required) && value >= threshold;
  const shown = wrong
    .slice(0, 4)
    .map(
      ({ rule, actual }) =>
        `${rule.field}: expected ${showReference(rule.reference)}, got ${showValue(actual)}`,
    );
  const count = `${results.length - wrong.length} of ${results.length} fields match`;
  return scored(passed, `${[count, ...shown].join("; ")}${repairNote(reading)}`, {
    value,
    details: detailsOf(fieldResults),
  });
}

const missingField = (reference: JsonValue) => ({
  expected: reference,
  actual: null,
  matches: false,
});

/** Each field with what was expected and what came, and the counts over all of them. */
function detailsOf(
  results: readonly { field: string; expected: JsonValue; actual: JsonValue; matches: boolean }[],
): JsonObject {
  const fields: JsonObject = Object.fromEntries(
    results.map(({ field, ...result }) => [field, result]),
  );
  return { fields, ...countFields(tallyFields(results)) };
}

const showReference = (reference: JsonValue) =>
  isNothing(reference) ? "nothing" : showValue(reference);

/** The rules of this answer; null when it is not known what to compare with. */
function fieldRules(
  spec: ScorerOf<"fields">,
  candidate: Candidate,
  output: JsonValue | null,
): Rule[] | null {
  const { expected } = candidate;
  const isGiven = isJsonObject(expected);
  const named = spec.config.fields ?? (isGiven ? fieldsOf(expected, output) : []);
  const rules = named.flatMap((one): Rule[] => {
    const rule = typeof one === "string" ? { field: one, tolerance: 0, required: true } : one;
    const value = "value" in rule ? rule.value : undefined;
    if (value === undefined && !isGiven) return [];
    const reference =
      value === undefined
        ? ((isGiven ? lookupPath(expected, rule.field) : undefined) ?? null)
        : typeof value === "string"
          ? resolveReferences(value, candidate)
          : value;
    const match = ("match" in rule ? rule.match : undefined) ?? usualMatch(reference);
    return [{ ...rule, reference, match }];
  });
  return rules.length === 0 && !isGiven ? null : rules;
}

/** An empty object expects no field at all; beside fields that are expected, others may stand. */
function fieldsOf(expected: JsonObject, output: JsonValue | null): string[] {
  const names = Object.keys(expected);
  return names.length === 0 && output !== null && isJsonObject(output)
    ? Object.keys(output)
    : names;
}

function usualMatch(reference: JsonValue): Match {
  if (typeof reference === "number") return "number";
  return Array.isArray(reference) && reference.every((item) => typeof item !== "object")
    ? "set"
    : "exact";
}

function isSameField(
  actual: JsonValue | undefined,
  { reference, match, tolerance }: Rule,
): boolean {
  if (actual === undefined || isNothing(actual) || isNothing(reference)) {
    return isNothing(actual) && isNothing(reference);
  }
  switch (match) {
    case "exact":
      return isSameScalar(actual, reference, (text) => text);
    case "ignore-case":
      return isSameScalar(actual, reference, (text) => text.toLowerCase());
    case "number": {
      const [one, two] = [asNumber(actual), asNumber(reference)];
      // The last digits of 0.1 + 0.2 are nobody's mistake.
      const slack = tolerance + 1e-9 * Math.max(1, Math.abs(two ?? 0));
      return one !== null && two !== null && Math.abs(one - two) <= slack;
    }
    case "set": {
      const [one, two] = [asSet(actual), asSet(reference)];
      return one.size === two.size && [...one].every((item) => two.has(item));
    }
  }
}

function isSameScalar(
  actual: JsonValue,
  reference: JsonValue,
  same: (text: string) => string,
): boolean {
  if (typeof actual === "object" || typeof reference === "object")
    return isSameJson(actual, reference);
  // A CSV column has texts only: "3" and "true" are meant to equal 3 and true.
  if (typeof actual === "string" || typeof reference === "string") {
    const form = (value: JsonValue) => same(String(value).normalize("NFC").trim());
    return form(actual) === form(reference);
  }
  return actual === reference;
}

function asNumber(value: JsonValue): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return null;
  const number = Number(value.trim());
  return Number.isFinite(number) ? number : null;
}

const asSet = (value: JsonValue): Set<string> =>
  new Set(
    (Array.isArray(value) ? value : [value]).map((item) =>
      typeof item === "string" ? item.normalize("NFC").trim().toLowerCase() : JSON.stringify(item),
    ),
  );
