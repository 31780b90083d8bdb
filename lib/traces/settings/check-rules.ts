import { compute } from "@/lib/compute/compute";
import { formatCount } from "@/lib/format-number";
import { AppError } from "@/lib/http/app-error";
import { patternSize } from "@/lib/scorers/pattern-size";
import type { RedactionRule } from "./settings-contract";

/** Each instruction of all patterns looks at each character of each trace. */
const MOST_INSTRUCTIONS = 2_000;

/** How many instructions the patterns of the rules have together. */
export function instructionsOf(rules: readonly RedactionRule[]): number {
  return rules.reduce(
    (sum, rule) => sum + (rule.kind === "pattern" ? patternSize(rule.pattern) : 0),
    0,
  );
}

/** Refuses patterns that cannot be used or cost too much, with the place of each. */
export async function requireUsableRules(
  projectId: string,
  rules: readonly RedactionRule[],
): Promise<void> {
  const instructions = instructionsOf(rules);
  const errors =
    instructions > MOST_INSTRUCTIONS
      ? [{ path: "redaction", message: tooLarge(instructions) }]
      : await compute("findRuleProblems", rules, { projectId });
  const [first] = errors;
  if (first) throw new AppError("invalid", first.message, { errors });
}

const tooLarge = (instructions: number): string =>
  `The patterns come to about ${formatCount(instructions)} instructions together, more than ${formatCount(MOST_INSTRUCTIONS)}. Use smaller counts in { }, or fewer patterns.`;
