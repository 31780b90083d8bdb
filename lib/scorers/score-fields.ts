import type { ScorerOf } from "./contract";
import { type Candidate, type Finding, scored } from "./finding";
import {
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  lookupPath,
  showValue,
} from "./json-value";
import { readEmbeddedJson } from "./read-json";
import { resolveReferences } from "./resolve-references";
import { repairNote } from "./score-json";
import { missingExpected } from "./score-text";

type Match = "exact" | "ignore-case" | "number" | "set";
type Rule = {
  field: string;
  wanted: JsonValue;
  match: Match;
  tolerance: number;
  required: boolean;
};

/**
 * Several JSON fields against the expected ones. `value` is the share of matching fields; passed when
 * every required field matches and the share reaches the threshold, where there is one. A field that the case expects
 * nothing of is left out.
 */
export function scoreFields(spec: ScorerOf<"fields">, candidate: Candidate): Finding {
  const rules = fieldRules(spec, candidate);
  if (rules.length === 0) return missingExpected("fields", "fields");
  const reading = readEmbeddedJson(candidate.output, {
    repair: spec.config.repair,
    objectsOnly: true,
  });
  if (!reading.ok)
    return scored(false, `no JSON object with the fields: ${reading.reason}`, { value: 0 });

  const results = rules.map((rule) => {
    const actual = lookupPath(reading.value, rule.field);
    return { rule, actual, isSame: actual !== undefined && isSameField(actual, rule) };
  });
  const wrong = results.filter(({ isSame }) => !isSame);
  const value = (results.length - wrong.length) / results.length;
  const passed = wrong.every(({ rule }) => !rule.required) && value >= (spec.config.threshold ?? 0);
  const shown = wrong
    .slice(0, 4)
    .map(
      ({ rule, actual }) =>
        `${rule.field}: expected ${showValue(rule.wanted)}, got ${showValue(actual)}`,
    );
  const count = `${results.length - wrong.length} of ${results.length} fields match`;
  const details: JsonObject = Object.fromEntries(
    results.map(({ rule, actual, isSame }) => [
      rule.field,
      { expected: rule.wanted, actual: actual ?? null, matches: isSame },
    ]),
  );
  return scored(passed, `${[count, ...shown].join("; ")}${repairNote(reading)}`, {
    value,
    details,
  });
}

function fieldRules(spec: ScorerOf<"fields">, candidate: Candidate): Rule[] {
  const { expected } = candidate;
  const named = spec.config.fields ?? (isJsonObject(expected) ? Object.keys(expected) : []);
  return named.flatMap((one): Rule[] => {
    const rule = typeof one === "string" ? { field: one, tolerance: 0, required: true } : one;
    const given = "value" in rule ? rule.value : undefined;
    const wanted =
      given === undefined
        ? isJsonObject(expected)
          ? lookupPath(expected, rule.field)
          : undefined
        : typeof given === "string"
          ? resolveReferences(given, candidate)
          : given;
    if (wanted === undefined) return [];
    const match = ("match" in rule ? rule.match : undefined) ?? usualMatch(wanted);
    return [{ ...rule, wanted, match }];
  });
}

function usualMatch(wanted: JsonValue): Match {
  if (typeof wanted === "number") return "number";
  return Array.isArray(wanted) && wanted.every((item) => typeof item !== "object")
    ? "set"
    : "exact";
}

function isSameField(actual: JsonValue, { wanted, match, tolerance }: Rule): boolean {
  switch (match) {
    case "exact":
      return isSameScalar(actual, wanted, (text) => text);
    case "ignore-case":
      return isSameScalar(actual, wanted, (text) => text.toLowerCase());
    case "number": {
      const [one, two] = [asNumber(actual), asNumber(wanted)];
      // The last digits of 0.1 + 0.2 are nobody's mistake.
      const slack = tolerance + 1e-9 * Math.max(1, Math.abs(two ?? 0));
      return one !== null && two !== null && Math.abs(one - two) <= slack;
    }
    case "set": {
      const [one, two] = [asSet(actual), asSet(wanted)];
      return one.size === two.size && [...one].every((item) => two.has(item));
    }
  }
}

function isSameScalar(
  actual: JsonValue,
  wanted: JsonValue,
  same: (text: string) => string,
): boolean {
  if (typeof actual === "object" || typeof wanted === "object") return isSameJson(actual, wanted);
  // A CSV column has texts only: "3" and "true" are meant to equal 3 and true.
  if (typeof actual === "string" || typeof wanted === "string") {
    const form = (value: JsonValue) => same(String(value).normalize("NFC").trim());
    return form(actual) === form(wanted);
  }
  return actual === wanted;
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
