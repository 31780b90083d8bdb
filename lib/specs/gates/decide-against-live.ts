import { caseOutcome } from "@/lib/runs/results/case-outcome";
import { type CriterionMetric, isRate, QUANTILES } from "@/lib/specs/criterion-metric";
import { type CriterionRule, wantsMore } from "@/lib/specs/criterion-rule";
import type { RunCase } from "@/lib/specs/run-case";
import { pairedMeanDifference } from "@/lib/stats/intervals/paired-difference";
import { pairedQuantileDifference } from "@/lib/stats/intervals/quantile-difference";
import { intervalVerdict, mirrored } from "@/lib/stats/verdicts/interval-verdict";
import { decideAmountPairs, decidePairs } from "@/lib/stats/verdicts/pair-gate";
import type { CaseTally } from "@/lib/stats/verdicts/rate-gate";
import { hasAnswer, heldUp, hitsOf, meanOf, shareOf, turned } from "./case-figures";
import type { CasesDecision, Undecidable } from "./decide-cases";

/**
 * A version against what is live, on cases that both were run on in the same state: rates by Tango's score
 * bounds (Student's t with repeats), means by Student's t, quantiles by the intervals of both, all one-sided.
 */
export function decideAgainstLive(
  cases: readonly RunCase[],
  liveCases: readonly RunCase[],
  rule: CriterionRule,
): CasesDecision | Undecidable {
  const { metric, comparator, threshold: margin } = rule;
  const before = new Map(liveCases.map((each) => [each.caseRowId, each]));
  const pairs = cases.flatMap((now) => {
    const was = before.get(now.caseRowId);
    return was ? [{ now, was }] : [];
  });
  const isMore = wantsMore(comparator);
  const unpaired = cases.length + liveCases.length - 2 * pairs.length;
  if (isRate(metric)) return decideSharePairs(pairs, rule, unpaired);
  const amounts = pairs.flatMap(({ now, was }) => {
    const [one, two] = [meanOf(was, metric), meanOf(now, metric)];
    return one === null || two === null ? [] : [{ was: one, now: two }];
  });
  const answered = pairs.filter(
    ({ now, was }) => now.answers.some(hasAnswer) && was.answers.some(hasAnswer),
  );
  if (answered.length === 0) return "no_cases";
  if (amounts.length < answered.length) return "unknown_cost";
  const errored = pairs.length - answered.length;
  const counts = {
    toDecide: null,
    counted: amounts.length,
    oneSided: unpaired + pairs.filter(({ now, was }) => isOneSided(now, was, metric)).length,
  };
  const differences = amounts.map(({ now, was }) => now - was);
  const quantile = metric ? QUANTILES[metric] : undefined;
  if (quantile === undefined) {
    const measured = pairedMeanDifference(differences);
    const decision = decideAmountPairs(
      isMore ? differences.map((difference) => -difference) : differences,
      margin,
    );
    if (!measured || !decision) return "no_cases";
    const bound = decision.verdict === "fail" ? decision.low : decision.high;
    return {
      ...heldUp(decision.verdict, errored, pairs.length),
      measured,
      bound: bound === null ? null : isMore ? -bound : bound,
      ...counts,
    };
  }
  const [was, now] = [amounts.map((each) => each.was), amounts.map((each) => each.now)];
  const measured = pairedQuantileDifference(was, now, quantile);
  const bounds = pairedQuantileDifference(was, now, quantile, 0.9);
  if (!measured || !bounds) return "no_cases";
  const oriented = isMore ? bounds : mirrored(bounds);
  const verdict = intervalVerdict(oriented, -margin);
  const isLow = isMore === (verdict !== "fail");
  return {
    ...heldUp(verdict, errored, pairs.length),
    measured,
    bound: isLow ? bounds.low : bounds.high,
    ...counts,
  };
}

function decideSharePairs(
  pairs: readonly { now: RunCase; was: RunCase }[],
  { metric, comparator, threshold: margin, maxNewlyFailing }: CriterionRule,
  unpaired: number,
): CasesDecision | Undecidable {
  const isMore = wantsMore(comparator);
  const orient = (tally: CaseTally) => (isMore ? tally : turned(tally));
  const tallies = pairs.map(({ now, was }) => ({
    candidate: orient(hitsOf(now, metric)),
    baseline: orient(hitsOf(was, metric)),
  }));
  const decision = decidePairs(tallies, margin);
  const shown = decidePairs(tallies, margin, 0.025);
  if (!decision || !shown) return "no_cases";
  const sign = isMore ? 1 : -1;
  const [low, high] = isMore ? [shown.low, shown.high] : [shown.high, shown.low];
  const capped = capVerdict(tallies, maxNewlyFailing, decision);
  const bound = decision.verdict === "fail" ? decision.high : decision.low;
  return {
    measured: {
      value: decision.value * sign,
      low: low === null ? null : low * sign,
      high: high === null ? null : high * sign,
      n: decision.n,
    },
    bound: bound === null ? null : bound * sign,
    errored: decision.errored,
    ...capped,
    toDecide: capped.isOverCap ? null : decision.toDecide,
    counted: decision.n,
    oneSided:
      unpaired +
      tallies.filter(
        ({ candidate, baseline }) => (shareOf(candidate) === null) !== (shareOf(baseline) === null),
      ).length,
  };
}

/**
 * The verdict with a cap on newly failing cases. More than the cap is a fail, whatever was gained elsewhere;
 * where errors in place of passes could be more than it, a pass is not certain.
 */
function capVerdict(
  tallies: readonly { candidate: CaseTally; baseline: CaseTally }[],
  cap = Number.MAX_SAFE_INTEGER,
  { verdict, withoutErrors }: Pick<CasesDecision, "verdict" | "withoutErrors">,
): Pick<CasesDecision, "verdict" | "withoutErrors" | "newlyFailing" | "isOverCap"> {
  const outcomes = tallies
    .filter(({ baseline }) => caseOutcome(baseline) === "passed")
    .map(({ candidate }) => caseOutcome(candidate));
  const newlyFailing = outcomes.filter((outcome) => outcome === "failed").length;
  const errored = outcomes.filter((outcome) => outcome === "errored").length;
  const isOverCap = newlyFailing > cap;
  if (isOverCap) return { verdict: "fail", withoutErrors: null, newlyFailing, isOverCap };
  const isOpen = verdict === "pass" && newlyFailing + errored > cap;
  return isOpen
    ? { verdict: "inconclusive", withoutErrors: "pass", newlyFailing, isOverCap }
    : { verdict, withoutErrors, newlyFailing, isOverCap };
}

const isOneSided = (now: RunCase, was: RunCase, metric: CriterionMetric | undefined): boolean =>
  (meanOf(now, metric) === null) !== (meanOf(was, metric) === null);
