import type { CaseKind } from "@/lib/eval-sets/case-content";
import type { EvalCase, VisibleCase } from "@/lib/eval-sets/eval-case";
import type { JsonValue } from "@/lib/scorers/json-value";

export const CASE_KINDS: readonly CaseKind[] = [
  "routine",
  "edge",
  "adversarial",
  "malformed",
  "production",
];

/** A value in one line or in a field: text as it is, anything else as JSON. */
export function showJson(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function isVisible(one: EvalCase): one is VisibleCase {
  return !one.withheld;
}
