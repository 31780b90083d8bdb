import {
  type CasesToDecide,
  casesToDecidePairs,
  casesToDecideRate,
} from "@/lib/stats/cases-to-decide";
import { decideMean, decideQuantile } from "@/lib/stats/mean-gate";
import { decideAmountPairs, decideDifference, decidePairs } from "@/lib/stats/pair-gate";
import { pairedQuantileDifference } from "@/lib/stats/paired-bootstrap";
import { pairedMeanDifference } from "@/lib/stats/paired-difference";
import { quantileInterval } from "@/lib/stats/quantile-interval";
import { type CaseTally, decideRate, type GateVerdict } from "@/lib/stats/rate-gate";
import { momentsOf, repeatedRate } from "@/lib/stats/repeated-rate";
import { amountPerSuccess, skewedMean } from "@/lib/stats/skewed-mean";
import { type CriterionMetric, isRate, QUANTILES } from "./criterion-metric";
import { type CriterionRule, rateBarOf, toleranceIn, wantsMore } from "./criterion-rule";
import type { RunAnswer, RunCase } from "./run-case";

/** A value with its 95 % interval. A null bound: too few cases to say where it ends. */
export interface Measured {
  value: number;
  low: number | null;
  high: number | null;
  n: number;
}

export interface CasesDecision {
  verdict: GateVerdict;
  measured: Measured;
  /** The one-sided 95 % bound that decides, in the unit of the value; null: there is none. */
  bound: number | null;
  /** Answers (for a difference: cases) that are errors. */
  errored: number;
  /** What it would be without them, where they stand in the way of a verdict. */
  withoutErrors: GateVerdict | null;
  toDecide: CasesToDecide | null;
  /** Cases (or pairs) that have a value. */
  counted: number;
  /** Of a difference: cases with a value in one of the two only. */
  oneSided: number;
}

/** Why there is nothing to decide. */
export type Undecidable = "unknown_cost" | "no_cases";

/**
 * An absolute criterion over the cases of a version's runs, each case the mean of its answers. Errors are
 * never a pass: of a rate or quantile they count against the verdict, of a mean they are left out.
 */
export function decideCases(
  cases: readonly RunCase[],
  rule: CriterionRule,
): CasesDecision | Undecidable {
  const { metric } = rule;
  const quantile = metric ? QUANTILES[metric] : undefined;
  if (quantile !== undefined) return decideLatency(cases, rule, quantile);
  return isRate(metric) ? decideShare(cases, rule) : decideMeanOf(cases, rule);
}

function decideShare(cases: readonly RunCase[], rule: CriterionRule): CasesDecision | Undecidable {
  const isMore = wantsMore(rule.comparator);
  const hits = cases.map((each) => hitsOf(each, rule.metric));
  const bar = rateBarOf(rule);
  const decision = bar && decideRate(isMore ? hits : hits.map(turned), bar);
  const measured = repeatedRate(
    momentsOf(hits.map(({ passed, failed }) => ({ passed, answers: passed + failed }))),
  );
  if (!decision || !measured || !bar) return "no_cases";
  const deciding = decision.verdict === "fail" ? decision.high : decision.low;
  return {
    verdict: decision.verdict,
    measured,
    bound: isMore ? deciding : 1 - deciding,
    errored: decision.errored,
    withoutErrors: decision.withoutErrors,
    toDecide:
      decision.verdict === "inconclusive"
        ? casesToDecideRate(decision.value, bar, decision.perCase)
        : null,
    counted: decision.n,
    oneSided: 0,
  };
}

function decideLatency(
  cases: readonly RunCase[],
  rule: CriterionRule,
  quantile: number,
): CasesDecision | Undecidable {
  const { comparator, threshold } = rule;
  const sign = wantsMore(comparator) ? -1 : 1;
  const bar = rateBarOf(rule);
  const latencies = cases.map(({ answers }) => ({
    values: answers.flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs])),
    errored: answers.filter(({ latencyMs }) => latencyMs === null).length,
  }));
  const measured = quantileInterval(
    latencies.flatMap(({ values }) => values),
    quantile,
  );
  if (!measured || !bar) return "no_cases";
  const signed = latencies.map((each) => ({
    ...each,
    values: each.values.map((value) => value * sign),
  }));
  const { tolerance } = bar;
  const decision = decideQuantile(signed, {
    quantile: bar.bar,
    bar: threshold * sign,
    tolerance,
  });
  if (!decision) return "no_cases";
  return {
    verdict: decision.verdict,
    measured,
    bound: null,
    errored: decision.errored,
    withoutErrors: decision.withoutErrors,
    toDecide:
      decision.verdict === "inconclusive"
        ? casesToDecideRate(decision.value, bar, decision.perCase)
        : null,
    counted: decision.n,
    oneSided: 0,
  };
}

function decideMeanOf(cases: readonly RunCase[], rule: CriterionRule): CasesDecision | Undecidable {
  const { metric, comparator, threshold } = rule;
  const amounts = cases.map((each) => meanOf(each, metric));
  const answered = cases.filter(({ answers }) => answers.some(hasAnswer));
  if (answered.length === 0) return "no_cases";
  if (amounts.filter((amount) => amount !== null).length < answered.length) return "unknown_cost";
  const measured =
    metric === "cost_per_success_usd"
      ? amountPerSuccess(answered.map(costAndSuccess))
      : skewedMean(amounts.filter((amount) => amount !== null));
  if (!measured) return "no_cases";
  const { value, low, high } = measured;
  const isMore = wantsMore(comparator);
  const [best, worst] = isMore ? [high, low] : [low, high];
  const verdict = isMore
    ? decideMean(mirrored(measured), -threshold, -(toleranceIn(rule) ?? 0))
    : decideMean({ value, low, high }, threshold, toleranceIn(rule) ?? 0);
  const answers = cases.flatMap((each) => each.answers);
  const errored = answers.filter((answer) => !hasAnswer(answer)).length;
  return {
    ...heldUp(verdict, errored, answers.length),
    measured,
    bound: verdict === "fail" ? best : worst,
    toDecide: null,
    counted: answered.length,
    oneSided: 0,
  };
}

/** What an errored answer would have cost is not known, so a mean bears only few of them. */
const MAX_ERROR_SHARE = 0.05;

function heldUp(verdict: GateVerdict, errored: number, of: number) {
  const isHeldUp = verdict !== "inconclusive" && errored / of > MAX_ERROR_SHARE;
  return {
    verdict: isHeldUp ? ("inconclusive" as const) : verdict,
    errored,
    withoutErrors: isHeldUp ? verdict : null,
  };
}

const mirrored = ({ value, low, high }: Measured) => ({
  value: -value,
  low: high === null ? null : -high,
  high: low === null ? null : -low,
});

/**
 * A version against what is live, on cases that both were run on in the same state: rates by Tango's score
 * bounds (Student's t with repeats), means by Student's t, quantiles by a paired bootstrap, all one-sided.
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
  const bounds = pairedQuantileDifference(was, now, quantile, { confidence: 0.9 });
  if (!measured || !bounds) return "no_cases";
  const oriented = isMore ? bounds : mirrored(bounds);
  const verdict = decideDifference(oriented, margin);
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
  { metric, comparator, threshold: margin }: CriterionRule,
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
  const changed = tallies.filter(
    ({ candidate, baseline }) => shareOf(candidate) !== shareOf(baseline),
  ).length;
  const sign = isMore ? 1 : -1;
  const [low, high] = isMore ? [shown.low, shown.high] : [shown.high, shown.low];
  const bound = decision.verdict === "fail" ? decision.high : decision.low;
  return {
    verdict: decision.verdict,
    measured: {
      value: decision.value * sign,
      low: low === null ? null : low * sign,
      high: high === null ? null : high * sign,
      n: decision.n,
    },
    bound: bound === null ? null : bound * sign,
    errored: decision.errored,
    withoutErrors: decision.withoutErrors,
    toDecide:
      decision.verdict === "inconclusive"
        ? casesToDecidePairs({ difference: decision.value, changed: changed / decision.n }, margin)
        : null,
    counted: decision.n,
    oneSided:
      unpaired +
      tallies.filter(
        ({ candidate, baseline }) => (shareOf(candidate) === null) !== (shareOf(baseline) === null),
      ).length,
  };
}

const isOneSided = (now: RunCase, was: RunCase, metric: CriterionMetric | undefined): boolean =>
  (meanOf(now, metric) === null) !== (meanOf(was, metric) === null);

const shareOf = ({ passed, failed }: CaseTally): number | null =>
  passed + failed === 0 ? null : passed / (passed + failed);

const turned = ({ passed, failed, errored }: CaseTally): CaseTally => ({
  passed: failed,
  failed: passed,
  errored,
});

/** A case's answers by whether they are what the rate counts. */
function hitsOf({ answers }: RunCase, metric: CriterionMetric | undefined): CaseTally {
  const hits = (isHit: (answer: RunAnswer) => boolean): CaseTally => {
    const passed = answers.filter(isHit).length;
    return { passed, failed: answers.length - passed, errored: 0 };
  };
  // An error is what these two count, not a hole in the sample; calling again does not undo it.
  if (metric === "error_rate") {
    return hits(({ outcome, wasErrored }) => outcome === "errored" || wasErrored);
  }
  if (metric === "retry_rate") return hits(({ retries }) => retries > 0);
  const count = (wanted: RunAnswer["outcome"]) =>
    answers.filter(({ outcome }) => outcome === wanted).length;
  return { passed: count("passed"), failed: count("failed"), errored: count("errored") };
}

/** Mean of a case's answers; null without one, or when the price of one is unknown. */
function meanOf({ answers }: RunCase, metric: CriterionMetric | undefined): number | null {
  const values = answers.filter(hasAnswer).map((answer) => figureOf(answer, metric));
  const known = values.filter((value) => value !== null);
  if (known.length === 0 || known.length < values.length) return null;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Means over the answers, so that a case with more repeats does not weigh more. */
function costAndSuccess(each: RunCase) {
  const { passed, failed } = hitsOf(each, undefined);
  return {
    amount: meanOf(each, "cost_usd") ?? 0,
    successes: passed + failed === 0 ? 0 : passed / (passed + failed),
  };
}

/** Only an answer has a latency. */
const hasAnswer = ({ latencyMs }: RunAnswer): boolean => latencyMs !== null;

function figureOf(answer: RunAnswer, metric: CriterionMetric | undefined): number | null {
  switch (metric) {
    case "input_tokens":
      return answer.inputTokens;
    case "output_tokens":
      return answer.outputTokens;
    case "tool_calls":
      return answer.toolCalls;
    case "cost_usd":
    case "cost_per_success_usd":
      return answer.costUsd;
    default:
      return answer.latencyMs;
  }
}
