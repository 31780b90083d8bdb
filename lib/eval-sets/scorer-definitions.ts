import type { Definition } from "@/lib/holdout/approve-definition";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { isPlainScorer, scorerDefinition } from "@/lib/scorers/scorer-definition";
import { scorerName } from "@/lib/scorers/scorer-name";

/** The definitions behind scorers that need an approval for the holdout; `where` is part of what people call them. */
export function definitionsOf(scorers: readonly ScorerSpec[], where: string): Definition[] {
  return scorers
    .filter((spec) => !isPlainScorer(spec))
    .map((spec) => ({
      kind: "scorer",
      subject: `${scorerName(spec)} of ${where}`,
      hash: scorerDefinition(spec),
    }));
}
