import { binomialWindow } from "@/lib/stats/distributions/binomial-distribution";

/** A quantile with its interval. A null bound means: too few values to say. */
export type QuantileInterval = {
  value: number;
  low: number | null;
  high: number | null;
  n: number;
};

/**
 * Quantile by linear interpolation (type 7 of Hyndman and Fan 1996, as PostgreSQL's
 * `percentile_cont`) with a distribution-free interval from order statistics (W. J. Conover,
 * Practical Nonparametric Statistics, section 3.2): each side misses with at most half of
 * 1 - confidence. p95 has an upper bound from 72 values on, p99 from 368. Null without values.
 */
export function quantileInterval(
  values: readonly number[] | Float64Array,
  quantile: number,
  confidence = 0.95,
): QuantileInterval | null {
  return sortedQuantileInterval(Float64Array.from(values).sort(), quantile, confidence);
}

/** p50, p95 and p99 of one list, sorted once. */
export function latencyQuantiles(values: readonly number[]): {
  p50: QuantileInterval | null;
  p95: QuantileInterval | null;
  p99: QuantileInterval | null;
} {
  const sorted = Float64Array.from(values).sort();
  return {
    p50: sortedQuantileInterval(sorted, 0.5, 0.95),
    p95: sortedQuantileInterval(sorted, 0.95, 0.95),
    p99: sortedQuantileInterval(sorted, 0.99, 0.95),
  };
}

function sortedQuantileInterval(
  sorted: Float64Array,
  quantile: number,
  confidence: number,
): QuantileInterval | null {
  const n = sorted.length;
  if (n === 0) return null;
  const [lowRank, highRank] = orderStatisticRanks(n, quantile, (1 - confidence) / 2);
  const value = interpolatedQuantile(sorted, quantile);
  // With very few values interpolation can step outside the order statistics; widening keeps cover.
  return {
    value,
    low: lowRank === null ? null : Math.min(value, sorted[lowRank - 1] ?? value),
    high: highRank === null ? null : Math.max(value, sorted[highRank - 1] ?? value),
    n,
  };
}

/** Ranks from 1 of the order statistics that bound a quantile; null where none is far enough out. */
export function orderStatisticRanks(
  n: number,
  quantile: number,
  tail: number,
): [number | null, number | null] {
  const { first, probabilities } = binomialWindow(n, quantile);
  const last = first + probabilities.length - 1;
  let low: number | null = first > 0 ? first : null;
  let high: number | null = last < n ? last + 1 : null;
  for (let k = first, sum = 0; k <= last; k++) {
    sum += probabilities[k - first] ?? 0;
    if (sum > tail) break;
    low = k + 1;
  }
  for (let k = last, sum = 0; k >= first; k--) {
    sum += probabilities[k - first] ?? 0;
    if (sum > tail) break;
    high = k;
  }
  return [low, high];
}

function interpolatedQuantile(sorted: Float64Array, quantile: number): number {
  const position = (sorted.length - 1) * quantile;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position - Math.floor(position));
}
