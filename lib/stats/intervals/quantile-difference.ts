import type { Bounds } from "@/lib/stats/verdicts/interval-verdict";
import { quantileInterval } from "./quantile-interval";

/** Candidate minus baseline; null bounds: too few pairs to say. */
export type QuantileDifference = Bounds & { value: number; n: number };

/**
 * Difference of a quantile on the same cases, in closed form: the two distribution-free intervals by the
 * square-and-add rule with the correlation of the two estimates (G. Y. Zou and A. Donner, Statistics in
 * Medicine 27, 2008), which for sample quantiles is that of "beyond the own quantile". Bounds are null while
 * either quantile has none (p95: fewer than 72 pairs). Null without pairs.
 */
export function pairedQuantileDifference(
  baseline: readonly number[],
  candidate: readonly number[],
  quantile: number,
  confidence = 0.95,
): QuantileDifference | null {
  if (baseline.length !== candidate.length) {
    throw new RangeError(`pairs need both sides, got ${baseline.length} and ${candidate.length}`);
  }
  const was = quantileInterval(baseline, quantile, confidence);
  const is = quantileInterval(candidate, quantile, confidence);
  if (!was || !is) return null;
  const value = is.value - was.value;
  const { n } = is;
  if (was.low === null || was.high === null || is.low === null || is.high === null) {
    return { value, low: null, high: null, n };
  }
  const together = shareTogether(baseline, was.value, candidate, is.value);
  const half = (one: number, two: number) =>
    Math.sqrt(Math.max(0, one ** 2 + two ** 2 - 2 * together * one * two));
  return {
    value,
    low: value - half(is.value - is.low, was.high - was.value),
    high: value + half(is.high - is.value, was.value - was.low),
    n,
  };
}

/** Correlation of the pairs' being beyond the quantile on either side, 0 to 1. */
function shareTogether(
  baseline: readonly number[],
  from: number,
  candidate: readonly number[],
  to: number,
): number {
  let [both, one, two] = [0, 0, 0];
  baseline.forEach((before, index) => {
    const isBefore = before > from;
    const isAfter = (candidate[index] ?? 0) > to;
    if (isBefore) one++;
    if (isAfter) two++;
    if (isBefore && isAfter) both++;
  });
  const n = baseline.length;
  const variance = Math.sqrt(one * (n - one) * two * (n - two)) / n;
  return variance === 0 ? 0 : Math.max(0, (both - (one * two) / n) / variance);
}
