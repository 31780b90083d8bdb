import { skewedMean } from "@/lib/stats/intervals/skewed-mean";
import { type Bounds, type GateVerdict, intervalVerdict, mirrored } from "./interval-verdict";
import { decideRate, type RateDecision } from "./rate-gate";

/** Relative to the bar, and fixed with it. */
export const MEAN_TOLERANCE = 0.05;

export interface MeanDecision {
  verdict: GateVerdict;
  value: number;
  low: number | null;
  high: number | null;
  n: number;
}

/**
 * Verdict on "the mean is at most the bar" from Hall's two-sided 95 % bounds, whose upper one real skew uses
 * up: `pass` when the mean meets the bar and the upper bound the bar with its tolerance, `fail` when the
 * lower bound is above the bar.
 */
export function decideMean(
  mean: Bounds & { value: number },
  bar: number,
  tolerance = MEAN_TOLERANCE,
): GateVerdict {
  return intervalVerdict(mirrored(mean), -bar, bar * tolerance);
}

/** The same of amounts, one per case. Null without amounts. */
export function decideAmounts(
  amounts: readonly number[],
  bar: number,
  tolerance = MEAN_TOLERANCE,
): MeanDecision | null {
  const interval = skewedMean(amounts);
  return interval && { ...interval, verdict: decideMean(interval, bar, tolerance) };
}

/**
 * "The q-quantile is at most the bar" says that at most 1 − q of the answers are beyond it, and is decided
 * as that rate, with cases as what is independent. `values` are a case's answers.
 */
export function decideQuantile(
  cases: readonly { values: readonly number[]; errored: number }[],
  { quantile, bar, tolerance }: { quantile: number; bar: number; tolerance: number },
): RateDecision | null {
  const tallies = cases.map(({ values, errored }) => {
    const passed = values.filter((value) => value <= bar).length;
    return { passed, failed: values.length - passed, errored };
  });
  return decideRate(tallies, { bar: quantile, tolerance });
}
