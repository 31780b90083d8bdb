import { asksJudge } from "@/lib/runs/run-scorers";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { casesForPerfectPass } from "./cases-to-decide";
import type { Criterion } from "./contract";
import { COMPARATOR_SIGN, isRate } from "./criterion-metric";
import { findScorer } from "./match-scorer";

/** What is there to measure with. `scorers` null: runs bring their own. `cases` null: not told. */
export interface HintContext {
  set: { name: string; scorers: ScorerSpec[] | null } | undefined;
  hasSegment: boolean;
  cases: number | null;
}

/** Why a criterion could never pass as it is written; null when it can. */
export function hintFor(criterion: Criterion, context: HintContext): string | null {
  const { evalSet, segment, scorer, comparator, threshold, metric, kind } = criterion;
  if (!context.set) return `There is no eval set ${evalSet} yet.`;
  if (!context.hasSegment) return `There is no segment ${segment}.`;
  const kept = context.set.scorers;
  const spec = typeof scorer === "string" ? kept && findScorer(kept, scorer) : scorer;
  if (typeof scorer === "string" && kept && !spec) return `${evalSet} has no scorer ${scorer}.`;
  if (spec && asksJudge([spec])) return "A judge that is not calibrated opens no gate.";
  if (kind !== "absolute" || !isRate(metric)) return null;
  const needed = casesForPerfectPass(comparator, threshold);
  if (needed === null) {
    const bar = `${COMPARATOR_SIGN[comparator]} ${Math.round(threshold * 100)} %`;
    return `No number of cases can prove ${bar}: the interval of a rate never reaches it. Choose a bar that a large set can show, such as 97 %.`;
  }
  if (context.cases === null || context.cases >= needed) return null;
  const cases = context.cases === 1 ? "1 case" : `${context.cases} cases`;
  return `${cases} cannot decide ${COMPARATOR_SIGN[comparator]} ${Number((threshold * 100).toFixed(1))} %; ${needed} without a miss would.`;
}
