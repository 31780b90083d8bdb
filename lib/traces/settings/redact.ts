import { isJsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { dropContent } from "@/lib/traces/drop-content";
import { joinRanges, type TextRange } from "@/lib/traces/join-ranges";
import type { Span, TraceBatch, TraceFacts } from "@/lib/traces/span";
import type { OnRedacted } from "./on-redacted";
import { findPersonalData, type PersonalDataKind } from "./personal-data";
import { redactFields } from "./redact-fields";
import { findPattern } from "./redact-pattern";
import type { RedactionRule } from "./settings-contract";

/** What a project wants of its traces before they are stored. */
export interface Redaction {
  captureContent: boolean;
  redaction: readonly RedactionRule[];
}

const BUILT_IN_NAME: Record<PersonalDataKind, string> = {
  email: "e-mail",
  phone: "phone",
  card: "card",
  iban: "IBAN",
};

export function nameOfRule(rule: RedactionRule): string {
  return rule.kind === "builtIn" ? BUILT_IN_NAME[rule.builtIn] : rule.name;
}

export const markOf = (rule: string) => `[redacted: ${rule}]`;

/** A text with what the rules find replaced by `[redacted: <rule>]`; the first rule wins where two overlap. */
export function redactText(
  text: string,
  rules: readonly RedactionRule[],
  onRedacted?: OnRedacted,
): string {
  let ranges: (TextRange & { rule: string })[] = [];
  for (const rule of rules) {
    const places = placesOf(rule, text).map((place) => ({ ...place, rule: nameOfRule(rule) }));
    if (places.length > 0) ranges = joinRanges(ranges, places);
  }
  if (ranges.length === 0) return text;
  let redacted = "";
  let at = 0;
  for (const { rule, start, end } of ranges) {
    onRedacted?.({ rule, text, start, end });
    redacted += text.slice(at, start) + markOf(rule);
    at = end;
  }
  return redacted + text.slice(at);
}

function placesOf(rule: RedactionRule, text: string): TextRange[] {
  if (rule.kind === "builtIn") return findPersonalData(text, [rule.builtIn]);
  if (rule.kind === "pattern") return findPattern(text, rule);
  return [];
}

/** Every text of a trace's batch, and its fields, as the project wants them stored. */
export function redactBatch(
  batch: TraceBatch,
  settings: Redaction,
  onRedacted?: OnRedacted,
): TraceBatch {
  const { captureContent, redaction: rules } = settings;
  const stored = captureContent ? batch : dropContent(batch);
  if (rules.length === 0) return stored;
  const redact = (value: JsonValue): JsonValue => redactJson(value, rules, onRedacted);
  const facts = (trace: TraceFacts | null): TraceFacts | null =>
    trace && (redactParts(redactFields(trace, rules, onRedacted), redact) as TraceFacts);
  const span = (source: Span): Span => {
    const { input, output, attributes, error } = redactFields(source, rules, onRedacted);
    const parts = redactParts({ input, output, attributes, error }, redact);
    return { ...source, ...(parts as Partial<Span>), facts: facts(source.facts) };
  };
  return { ...stored, spans: stored.spans.map(span), facts: facts(stored.facts) };
}

/** Ids, kinds and models are no texts of people; what they wrote stands in these four. */
function redactParts<T extends object>(facts: T, redact: (value: JsonValue) => JsonValue): T {
  const parts = Object.entries(facts).map(([key, value]) =>
    ["input", "output", "attributes", "error"].includes(key) && value !== undefined
      ? [key, redact(value as JsonValue)]
      : [key, value],
  );
  return Object.fromEntries(parts) as T;
}

function redactJson(
  value: JsonValue,
  rules: readonly RedactionRule[],
  onRedacted: OnRedacted | undefined,
): JsonValue {
  if (typeof value === "string") return redactText(value, rules, onRedacted);
  if (Array.isArray(value)) return value.map((item) => redactJson(item, rules, onRedacted));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, redactJson(item, rules, onRedacted)]),
  );
}
