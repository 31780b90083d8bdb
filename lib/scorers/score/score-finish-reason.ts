import type { ScorerOf } from "@/lib/scorers/contract";
import { type Candidate, type Finding, notMeasured, scored } from "@/lib/scorers/finding";
import { showValue } from "@/lib/scorers/json-value";
import { missingExpected } from "./score-text";

/** Why the model stopped: at its own end, at the token limit, at a filter, or to wait for tools. */
export function scoreFinishReason(spec: ScorerOf<"finish-reason">, candidate: Candidate): Finding {
  const reference = spec.config.value ?? candidate.expected;
  if (typeof reference !== "string" || reference.trim() === "") return missingExpected("value");
  if (!candidate.finishReason) {
    return notMeasured("It is not known why this answer ended.");
  }
  const expected = normalizeReason(reference);
  const actual = normalizeReason(candidate.finishReason);
  const passed = actual === expected;
  return scored(
    passed,
    passed ? `ended with ${actual}` : `expected the end ${showValue(expected)}, got ${actual}`,
    { details: { expected, actual } },
  );
}

/** Providers and traces write one reason in several ways: `content-filter`, `CONTENT_FILTER`. */
export const normalizeReason = (reason: string): string =>
  reason.trim().toLowerCase().replaceAll("-", "_");
