import type { ScorerOf } from "@/lib/scorers/contract";
import { type Candidate, errored, type Finding, notMeasured, scored } from "@/lib/scorers/finding";
import {
  isSameJson,
  type JsonValue,
  lookupPath,
  scalarText,
  showValue,
} from "@/lib/scorers/json-value";
import { compileRegex, MAX_SUBJECT_LENGTH, quoteRegex } from "@/lib/scorers/linear-regex";
import { parseEmbeddedJson, parseWholeJson } from "@/lib/scorers/parse-json";
import { resolveReferences } from "@/lib/scorers/resolve-references";

type ContainsKind =
  | "contains"
  | "icontains"
  | "contains-any"
  | "icontains-any"
  | "contains-all"
  | "icontains-all";

const normal = (text: string) => text.normalize("NFC").trim();
const fold = (text: string) => normal(text).toLowerCase();

/** The same text apart from white space around it, or the same JSON value. */
export function scoreEquals(spec: ScorerOf<"equals">, candidate: Candidate): Finding {
  const { field, ignoreCase, negate } = spec.config;
  const reference = referenceValue(spec.config.value, candidate, field);
  if (reference === undefined) return missingExpected("value", field);
  let actual: JsonValue = candidate.output;
  if (field !== undefined) {
    const reading = parseEmbeddedJson(candidate.output, { objectsOnly: true });
    const value = reading.ok ? lookupPath(reading.value, field) : undefined;
    if (value === undefined) {
      return scored(
        false,
        `expected ${field} ${showValue(reference)}, but the output has no ${field}`,
      );
    }
    actual = value;
  }
  const isSame = isSameValue(actual, reference, ignoreCase);
  const shown = showValue(typeof actual === "string" ? normal(actual) : actual);
  const place = field === undefined ? "" : `${field} `;
  if (negate)
    return scored(
      !isSame,
      isSame
        ? `${place}is ${shown}, which it must not be`
        : `${place}is not ${showValue(reference)}`,
    );
  return scored(
    isSame,
    isSame
      ? `${place}equals ${showValue(reference)}`
      : `expected ${place}${showValue(reference)}, got ${shown}`,
  );
}

function isSameValue(actual: JsonValue, reference: JsonValue, ignoreCase: boolean): boolean {
  const same = ignoreCase ? fold : normal;
  if (typeof actual === "string" && typeof reference === "string")
    return same(actual) === same(reference);
  if (typeof actual !== "string") {
    // A CSV column has texts only: "3" is meant to equal 3.
    return typeof reference === "string" && typeof actual !== "object"
      ? same(String(actual)) === same(reference)
      : isSameJson(actual, reference);
  }
  const reading = parseWholeJson(actual.trim());
  return reading.ok && isSameJson(reading.value, reference);
}

/** The contains family: one, any or all of the texts occur. */
export function scoreContains(spec: ScorerOf<ContainsKind>, candidate: Candidate): Finding {
  const { config } = spec;
  const source = "values" in config ? config.values : "value" in config ? config.value : undefined;
  const reference =
    typeof source === "string"
      ? resolveReferences(source, candidate)
      : (source?.map((one) => asText(resolveReferences(one, candidate))) ?? candidate.expected);
  const texts = asTexts(reference);
  if (!texts) return missingExpected(spec.kind.includes("-") ? "values" : "value");
  if (texts.some((one) => one.trim() === ""))
    return notMeasured("One of the texts to look for is empty.");

  const ignoreCase = spec.kind.startsWith("i");
  const output = ignoreCase ? fold(candidate.output) : normal(candidate.output);
  const missing = texts.filter(
    (one) => !output.includes(ignoreCase ? fold(one) : one.normalize("NFC")),
  );
  const matches = texts.filter((one) => !missing.includes(one));
  const isAny = spec.kind.endsWith("-any");
  const holds = isAny ? matches.length > 0 : missing.length === 0;
  if (config.negate) {
    return scored(
      !holds,
      holds
        ? `contains ${showTexts(matches)}, which it must not`
        : `does not contain ${showTexts(missing)}`,
    );
  }
  if (holds) return scored(true, `contains ${showTexts(isAny ? matches.slice(0, 1) : matches)}`);
  return scored(
    false,
    isAny ? `contains none of ${showTexts(texts)}` : `does not contain ${showTexts(missing)}`,
  );
}

export function scoreStartsWith(spec: ScorerOf<"starts-with">, candidate: Candidate): Finding {
  const reference = referenceValue(spec.config.value, candidate);
  if (typeof reference !== "string" || reference === "") return missingExpected("value");
  const same = spec.config.ignoreCase ? fold : normal;
  const holds = same(candidate.output).startsWith(same(reference));
  const start = showValue(normal(candidate.output).slice(0, reference.length + 20));
  if (spec.config.negate)
    return scored(
      !holds,
      holds
        ? `starts with ${showValue(reference)}, which it must not`
        : `does not start with ${showValue(reference)}`,
    );
  return scored(
    holds,
    holds
      ? `starts with ${showValue(reference)}`
      : `expected a start of ${showValue(reference)}, got ${start}`,
  );
}

/** A reference inside the pattern stands for its literal text; a pattern that is one reference is the pattern. */
export function scoreRegex(spec: ScorerOf<"regex">, candidate: Candidate): Finding {
  const { pattern: source, flags, negate } = spec.config;
  const pattern =
    source === undefined ? candidate.expected : resolveReferences(source, candidate, quoteRegex);
  if (typeof pattern !== "string" || pattern === "") return missingExpected("pattern");
  if (candidate.output.length > MAX_SUBJECT_LENGTH) {
    return errored(
      `The output is longer than ${MAX_SUBJECT_LENGTH} characters, too long for a pattern.`,
    );
  }
  const holds = compileRegex(pattern, flags).test(candidate.output);
  const shown = `/${pattern.length > 80 ? `${pattern.slice(0, 79)}…` : pattern}/${flags}`;
  if (negate)
    return scored(
      !holds,
      holds ? `matches ${shown}, which it must not` : `does not match ${shown}`,
    );
  return scored(holds, holds ? `matches ${shown}` : `does not match ${shown}`);
}

function referenceValue(
  source: JsonValue | undefined,
  candidate: Candidate,
  field?: string,
): JsonValue | undefined {
  if (source !== undefined)
    return typeof source === "string" ? resolveReferences(source, candidate) : source;
  const { expected } = candidate;
  if (expected === null) return undefined;
  if (field === undefined || typeof expected !== "object") return expected;
  return lookupPath(expected, field) ?? undefined;
}

function asTexts(value: JsonValue): string[] | null {
  if (Array.isArray(value)) return value.length ? value.map(asText) : null;
  const text = scalarText(value);
  return text === null ? null : [text];
}

const asText = (value: JsonValue): string =>
  typeof value === "string" ? value : JSON.stringify(value);

const showTexts = (texts: readonly string[]): string => {
  const shown = texts.slice(0, 5).map((one) => showValue(one, 60));
  return texts.length > 5 ? `${shown.join(", ")} and ${texts.length - 5} more` : shown.join(", ");
};

export function missingExpected(setting: string, field?: string): Finding {
  const what = field ? `no expected ${field}` : "no expected text";
  return notMeasured(`This case has ${what}: fill it in, or set ${setting} on the scorer.`);
}
