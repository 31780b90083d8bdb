import { formatCount, formatCountOf, formatRate, formatRateShort } from "@/lib/format-number";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { type JudgeStandings, mayVote } from "@/lib/scorers/may-vote";
import { findScorer } from "@/lib/specs/gates/match-scorer";
import { fewestCasesToPass } from "@/lib/stats/verdicts/rate-gate";
import type { Criterion } from "./criterion-contract";
import { COMPARATOR_SIGN, isRate } from "./criterion-metric";
import { rateBarOf } from "./criterion-rule";

/** What is there to measure with. `cases` null: not reported. */
export interface HintContext {
  set: { name: string; scorers: ScorerSpec[] } | undefined;
  hasSegment: boolean;
  judges: JudgeStandings;
  cases: number | null;
}

/** Why a criterion could never pass as it is written; null when it can. */
export function hintFor(criterion: Criterion, context: HintContext): string | null {
  const { evalSet, segment, scorer, comparator, threshold, metric, kind } = criterion;
  if (!context.set) return `There is no eval set ${evalSet} yet.`;
  if (!context.hasSegment) return `There is no segment ${segment}.`;
  const spec = typeof scorer === "string" ? findScorer(context.set.scorers, scorer) : scorer;
  if (typeof scorer === "string" && !spec) return `${evalSet} has no scorer ${scorer}.`;
  const vote = spec ? mayVote(spec, context.judges) : null;
  if (vote && !vote.isAllowed) return vote.why;
  const bar = kind === "absolute" && isRate(metric) ? rateBarOf(criterion) : null;
  if (!bar) return null;
  const needed = fewestCasesToPass(bar);
  if (needed === null) {
    return `No number of cases can show ${COMPARATOR_SIGN[comparator]} ${formatRate(threshold, 0)}. Choose a bar that a large set can show, such as 97 %.`;
  }
  if (context.cases === null || context.cases >= needed) return null;
  const cases = formatCountOf(context.cases, "case");
  return `${cases} cannot decide ${COMPARATOR_SIGN[comparator]} ${formatRateShort(threshold, 1)}; ${formatCount(needed)} without a miss would.`;
}
