import { formatCountOf } from "@/lib/format-number";
import type { ScorerOf } from "@/lib/scorers/contract";
import { type Candidate, type Finding, notMeasured, scored } from "@/lib/scorers/finding";
import { type JsonValue, lookupPath, showValue } from "@/lib/scorers/json-value";
import { parseWholeJson } from "@/lib/scorers/parse-json";
import { findQuotedSpans, isQuotedFrom, normalizeQuote } from "./quoted-spans";

const MOST_SHOWN = 3;
/** Between passages: no quotation runs from one into the next. */
const BREAK = "\ue000";

/**
 * Everything that the answer puts in quotation marks stands word for word in the context. `value` is the share of
 * quotations that do. An answer without quotations fails unless the settings allow it: it shows no evidence.
 */
export function scoreGroundedQuotes(
  spec: ScorerOf<"grounded-quotes">,
  candidate: Candidate,
): Finding {
  const { context, allowNone } = spec.config;
  const source = lookupPath(candidate.input, context);
  const passages = source === undefined || source === null ? [] : textsOf(source);
  if (passages.join("").trim() === "") {
    return notMeasured(
      `This case has no ${context} to quote from: add the variable, or set context on the scorer.`,
    );
  }
  const spans = [...new Set(findQuotedSpans(quotableText(candidate.output)))];
  if (spans.length === 0) {
    return scored(allowNone, allowNone ? "quotes nothing" : `quotes nothing from ${context}`);
  }
  const normalSource = passages.map(normalizeQuote).join(BREAK);
  const unsupported = spans.filter((span) => !isQuotedFrom(span, normalSource));
  const supported = spans.length - unsupported.length;
  if (unsupported.length === 0) {
    return scored(true, `${formatCountOf(spans.length, "quotation")}, all from ${context}`);
  }
  const shown = unsupported.slice(0, MOST_SHOWN).map((span) => showValue(span, 160));
  const more = unsupported.length - shown.length;
  const list = more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
  return scored(false, `not in ${context}: ${list}`, {
    value: supported / spans.length,
    details: { unsupported: unsupported.slice(0, 20).map((span) => span.slice(0, 1_000)) },
  });
}

/** The marks around the texts of a JSON answer are not quotations; those inside them are. */
function quotableText(output: string): string {
  const reading = parseWholeJson(output.trim());
  return reading.ok ? textsOf(reading.value).join("\n\n") : output;
}

function textsOf(value: JsonValue): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [String(value)];
  return Object.values(value).flatMap(textsOf);
}
