import { MEAN_TOLERANCE } from "@/lib/stats/verdicts/mean-gate";
import { defaultTolerance } from "@/lib/stats/verdicts/rate-gate";
import type { Comparator, CriterionKind } from "./criterion-metric";
import { type CriterionMetric, isRate, QUANTILES } from "./criterion-metric";

export const wantsMore = (comparator: Comparator): boolean => comparator.startsWith(">");

/** What a criterion asks of a value. */
export interface CriterionRule {
  comparator: Comparator;
  threshold: number;
  metric?: CriterionMetric | undefined;
  kind: CriterionKind;
  tolerance?: number | undefined;
  /** Of `all_pass_rate`: how many answers to a case have to pass. */
  repeats?: number | undefined;
  maxNewlyFailing?: number | undefined;
}

/** The bar in the unit of the value: a margin stands on the bad side of no difference. */
export const barOf = ({ kind, comparator, threshold }: CriterionRule): number =>
  kind === "absolute" ? threshold : wantsMore(comparator) ? -threshold : threshold;

/**
 * The share of cases that has to be on the good side of a criterion which is decided as a rate: a pass rate,
 * "at most b are bad" as its complement, and a quantile as the share of answers within its bar. Null for
 * means.
 */
export function rateBarOf(rule: CriterionRule): { bar: number; tolerance: number } | null {
  const { comparator, threshold, metric } = rule;
  const quantile = metric ? QUANTILES[metric] : undefined;
  const bar =
    quantile !== undefined
      ? wantsMore(comparator)
        ? 1 - quantile
        : quantile
      : isRate(metric)
        ? wantsMore(comparator)
          ? threshold
          : 1 - threshold
        : null;
  return bar === null ? null : { bar, tolerance: toleranceOf(rule, bar) };
}

const toleranceOf = ({ tolerance }: CriterionRule, bar: number): number =>
  tolerance ?? defaultTolerance(bar);

/** What a criterion's tolerance is, also where it does not say: fixed before the data. Means: relative. */
export function toleranceIn(rule: CriterionRule): number | null {
  if (rule.kind === "non_regression") return null;
  return rateBarOf(rule)?.tolerance ?? rule.tolerance ?? MEAN_TOLERANCE;
}
