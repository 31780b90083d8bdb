import type { FieldError } from "@/lib/http/app-error";
import { compileRegex } from "@/lib/scorers/linear-regex";
import type { RedactionRule } from "./settings-contract";

/** Rules whose patterns cannot be used, by their place. Runs in a thread. */
export function findRuleProblems(rules: readonly RedactionRule[]): FieldError[] {
  return rules.flatMap((rule, index) => {
    const message = rule.kind === "pattern" ? problemOf(rule.pattern) : null;
    return message === null ? [] : [{ path: `redaction.${index}.pattern`, message }];
  });
}

/** A pattern that matches the empty text would stand between all characters. */
function problemOf(pattern: string): string | null {
  try {
    return compileRegex(pattern).matcher("").find()
      ? "It matches the empty text, so it would match everywhere."
      : null;
  } catch (error) {
    // What is said there of scorers is no help here.
    return (error as Error).message.replace(/ Use two scorers.*$/, "");
  }
}
