import { countStrata } from "@/lib/judges/calibrate/count-strata";
import type { LabelledAnswer } from "@/lib/judges/calibrate/load-labelled-answers";
import { isRate, QUANTILES } from "@/lib/specs/criterion-metric";
import { type CriterionRule, rateBarOf, toleranceIn, wantsMore } from "@/lib/specs/criterion-rule";
import type { RunCase } from "@/lib/specs/run-case";
import { quantileInterval } from "@/lib/stats/intervals/quantile-interval";
import { momentsOf, repeatedRate } from "@/lib/stats/intervals/repeated-rate";
import { amountPerSuccess, skewedMean } from "@/lib/stats/intervals/skewed-mean";
import type { JudgedCounts } from "@/lib/stats/intervals/youden-interval";
import { passAllOf } from "@/lib/stats/summaries/repeat-consistency";
import { type CasesToDecide, casesToDecideRate } from "@/lib/stats/verdicts/cases-to-decide";
import { decideCorrectedRate } from "@/lib/stats/verdicts/corrected-gate";
import { type GateVerdict, mirrored } from "@/lib/stats/verdicts/interval-verdict";
import { decideMean, decideQuantile } from "@/lib/stats/verdicts/mean-gate";
import { decideRate } from "@/lib/stats/verdicts/rate-gate";
import {
  allPassTally,
  costAndSuccess,
  hasAnswer,
  heldUp,
  hitsOf,
  meanOf,
  turned,
} from "./case-figures";

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
  /** Of a rate's difference: cases that pass live and fail now; null: too few of a holdout to tell. */
  newlyFailing?: number | null;
  /** These are more than the criterion lets. */
  isOverCap?: boolean;
  /** The value is what people would pass of what a judge judged. */
  corrected?: CorrectedBy;
}

/** What a judge's verdicts were corrected by. */
export interface CorrectedBy {
  judge: string;
  /** The share that the judge passes. */
  raw: number;
  /** Labels of these answers; 0: the rates of its calibration are carried over. */
  labels: number;
}

/** A judge that decides alone, and what is known of its errors. */
export interface JudgeOfCases {
  name: string;
  labelled: readonly LabelledAnswer[];
  counts: JudgedCounts | null;
}

/** Why there is nothing to decide. */
export type Undecidable = "unknown_cost" | "no_cases" | "unknown_judge";

/**
 * An absolute criterion over the cases of a version's runs, each case the mean of its answers. Errors are
 * never a pass: of a rate or quantile they count against the verdict, of a mean they are left out.
 */
export function decideCases(
  cases: readonly RunCase[],
  rule: CriterionRule,
  judge: JudgeOfCases | null = null,
): CasesDecision | Undecidable {
  const { metric } = rule;
  if (judge && metric === undefined) return decideJudged(cases, rule, judge);
  const quantile = metric ? QUANTILES[metric] : undefined;
  if (quantile !== undefined) return decideLatency(cases, rule, quantile);
  return isRate(metric) ? decideShare(cases, rule) : decideMeanOf(cases, rule);
}

function decideShare(cases: readonly RunCase[], rule: CriterionRule): CasesDecision | Undecidable {
  const isMore = wantsMore(rule.comparator);
  const answers = cases.map((each) => hitsOf(each, rule.metric));
  const k = rule.metric === "all_pass_rate" ? (rule.repeats ?? 1) : 1;
  const hits = k > 1 ? answers.map((each) => allPassTally(each, k)) : answers;
  const bar = rateBarOf(rule);
  const decision = bar && decideRate(isMore ? hits : hits.map(turned), bar);
  const tallies = answers.map(({ passed, failed }) => ({ passed, answers: passed + failed }));
  const measured = k > 1 ? passAllOf(tallies, k) : repeatedRate(momentsOf(tallies));
  if (!decision || !measured || !bar) return "no_cases";
  const deciding = decision.verdict === "fail" ? decision.high : decision.low;
  return {
    verdict: decision.verdict,
    measured,
    bound: isMore ? deciding : 1 - deciding,
    errored: answers.reduce((sum, { errored }) => sum + errored, 0),
    withoutErrors: decision.withoutErrors,
    toDecide:
      decision.verdict === "inconclusive"
        ? casesToDecideRate(decision.value, bar, decision.perCase)
        : null,
    counted: decision.n,
    oneSided: 0,
  };
}

/** What a judge says is not yet what people would: its share is corrected, as the calibration page shows it. */
function decideJudged(
  cases: readonly RunCase[],
  rule: CriterionRule,
  { name, labelled, counts }: JudgeOfCases,
): CasesDecision | Undecidable {
  const bar = rateBarOf(rule);
  const isMore = wantsMore(rule.comparator);
  const tallies = cases.map((each) => hitsOf(each, rule.metric));
  if (!bar || tallies.every(({ passed, failed }) => passed + failed === 0)) return "no_cases";
  const inScope = new Set(cases.map(({ caseRowId }) => caseRowId));
  const strata = countStrata(labelled.filter(({ caseRowId }) => inScope.has(caseRowId)));
  const decision = decideCorrectedRate(tallies, bar, { errors: { strata, counts }, isMore });
  if (!decision) return "unknown_judge";
  const { verdict, n, errored, withoutErrors, corrected, raw, labels } = decision;
  const deciding = verdict === "fail" ? decision.high : decision.low;
  return {
    verdict,
    measured: { ...corrected, n },
    bound: isMore ? deciding : 1 - deciding,
    errored,
    withoutErrors,
    toDecide: null,
    counted: n,
    oneSided: 0,
    corrected: { judge: name, raw, labels },
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
