import type { ScorerOf } from "@/lib/scorers/contract";
import { type Candidate, type Finding, scored } from "@/lib/scorers/finding";
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  lookupPath,
  scalarText,
} from "@/lib/scorers/json-value";
import { parseEmbeddedJson } from "@/lib/scorers/parse-json";
import { resolveReferences } from "@/lib/scorers/resolve-references";
import { repairNote } from "./score-json";
import { missingExpected } from "./score-text";

/** Where a label stands when nobody said which field it is. */
const USUAL_FIELDS = ["label", "category", "intent", "class", "classification", "answer"];
const MAX_SHOWN = 80;

/** Labels are compared without case, white space, underscores, hyphens or marks around them. */
export function normalizeLabel(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .replace(/^[\s"'`*.:,;!?()[\]{}]+|[\s"'`*.:,;!?()[\]{}]+$/g, "");
}

/**
 * One of a set of names, from plain text or a JSON field, against the expected one. `details` has
 * `{ expected, actual }` for a confusion matrix; `actual` is null when no label can be read.
 */
export function scoreLabel(spec: ScorerOf<"label">, candidate: Candidate): Finding {
  const { config } = spec;
  const field = config.field ?? usualField(candidate.expected);
  const expected =
    config.value === undefined
      ? expectedLabel(candidate.expected, field)
      : asLabel(resolveReferences(config.value, candidate));
  if (expected === undefined) return missingExpected(field ? "value" : "field", field);

  const labels = [expected, ...(config.labels ?? [])];
  const label = readLabel(candidate.output, field, labels, config);
  const actual = label.label === null ? null : spelling(label.label, labels);
  const isRight = actual === expected;
  const shown = field && field !== "label" ? `label ${field}` : "label";
  const reason = isRight
    ? `${shown}: ${expected}${label.note}`
    : `${shown}: expected ${expected}, got ${actual === null ? label.problem : actual}${label.note}`;
  return scored(isRight, reason, { details: { expected, actual } satisfies JsonObject });
}

function usualField(expected: JsonValue): string | undefined {
  if (!isJsonObject(expected)) return undefined;
  const texts = Object.keys(expected).filter((key) => typeof expected[key] === "string");
  return (
    USUAL_FIELDS.find((key) => texts.includes(key)) ?? (texts.length === 1 ? texts[0] : undefined)
  );
}

function expectedLabel(expected: JsonValue, field: string | undefined): string | undefined {
  if (expected === null || Array.isArray(expected)) return undefined;
  if (!isJsonObject(expected)) return asLabel(expected);
  return field === undefined ? undefined : asLabel(lookupPath(expected, field));
}

function asLabel(value: JsonValue | undefined): string | undefined {
  return scalarText(value)?.trim() || undefined;
}

type FoundLabel = { label: string | null; problem: string; note: string };

function readLabel(
  output: string,
  field: string | undefined,
  labels: readonly string[],
  config: ScorerOf<"label">["config"],
): FoundLabel {
  if (output.trim() === "") return { label: null, problem: "an empty output", note: "" };
  const reading = parseEmbeddedJson(output, { repair: config.repair, objectsOnly: true });
  if (reading.ok) {
    const place =
      field ??
      USUAL_FIELDS.find((key) => isJsonObject(reading.value) && Object.hasOwn(reading.value, key));
    const label = place === undefined ? undefined : asLabel(lookupPath(reading.value, place));
    const note = repairNote(reading);
    if (label !== undefined) return { label, problem: "", note };
    return { label: null, problem: `JSON without ${field ?? "a label"}`, note };
  }
  if (config.field !== undefined)
    return { label: null, problem: `no JSON with ${config.field}`, note: "" };
  return { ...readPlainLabel(output, labels, config.labels), note: "" };
}

/** The whole text, what follows "Category:", or the one known label that the text names. */
function readPlainLabel(
  output: string,
  allLabels: readonly string[],
  labels: readonly string[] | undefined,
): Omit<FoundLabel, "note"> {
  const wholes = [output, output.trim().split(/\r?\n/, 1)[0] ?? "", afterColon(output)];
  const knownForms = new Set(allLabels.map(normalizeLabel));
  const whole = wholes.find((text) => knownForms.has(normalizeLabel(text)));
  if (whole !== undefined) return { label: whole, problem: "" };
  if (labels) {
    const named = longestNamed(normalizeLabel(output), [...new Set(labels)]);
    if (named.length === 1) return { label: named[0] ?? null, problem: "" };
    if (named.length > 1)
      return { label: null, problem: `several labels (${named.slice(0, 4).join(", ")})` };
    return { label: null, problem: "none of the labels" };
  }
  const text = (afterColon(output) || output).trim().replace(/\s+/g, " ");
  return {
    label: text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text,
    problem: "",
  };
}

const afterColon = (output: string): string =>
  /^[^\n:]{0,40}:\s*([^\n]+?)\s*$/.exec(output.trim())?.[1] ?? "";

/** Labels that occur as whole words; `refund` inside a named `refund request` does not count. */
function longestNamed(text: string, labels: readonly string[]): string[] {
  let rest = ` ${text.replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  const byLength = [...labels].sort((a, b) => b.length - a.length);
  return byLength.filter((label) => {
    const form = ` ${normalizeLabel(label).replace(/[^\p{L}\p{N}]+/gu, " ")} `;
    if (!rest.includes(form)) return false;
    rest = rest.replaceAll(form, " | ");
    return true;
  });
}

function spelling(label: string, labels: readonly string[]): string {
  const form = normalizeLabel(label);
  return labels.find((one) => normalizeLabel(one) === form) ?? label.slice(0, MAX_SHOWN);
}
