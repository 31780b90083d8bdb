import { invalid } from "@/lib/http/app-error";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { CaseContent } from "./case-content";

/** Refuses a case that asks nothing, unless nothing is what it is about. */
export function requireFilled({ input, kind }: Pick<CaseContent, "input" | "kind">): void {
  if (kind === "malformed" || !Object.values(input).every(isEmpty)) return;
  throw invalid(
    "input",
    "This case is empty. Give a variable a value, or choose the kind “malformed” for an input that is empty on purpose.",
  );
}

function isEmpty(value: JsonValue): boolean {
  if (typeof value === "string") return value.trim() === "";
  if (value === null) return true;
  return typeof value === "object" && Object.values(value).every(isEmpty);
}
