import { quantileInterval } from "../quantile-interval";
import type { Arm } from "./arm";
import type { RateMargin } from "./nearest-null";

/** Earlier traces that a quantile relative to the stable version needs. */
const LEAST_EARLIER = 1000;

/** "The q-quantile is at most `bar`" is "at most 1 − q of the values are above it". */
export const quantileAsRate = (
  quantile: number,
  bar: number,
): { bar: number; toRate: (amount: number) => 0 | 1 } => ({
  // 1 − 0.95 is 0.050000000000000044.
  bar: Math.round((1 - quantile) * 1e12) / 1e12,
  toRate: (amount) => (amount > bar ? 1 : 0),
});

/**
 * "The q-quantile is at most `ratio` times the stable one": a candidate's value is bad above
 * T = ratio · (stable quantile over the traces before the rollout), a stable one where `ratio` times it would be.
 * The margin is 0 points. Null with fewer than 1,000 earlier traces.
 */
export function relativeQuantileAsRate(
  quantile: number,
  ratio: number,
  earlier: readonly number[],
): {
  limit: number;
  margin: RateMargin;
  earlierRate: number;
  toRate: (amount: number, arm: Arm) => 0 | 1;
} | null {
  const before = earlier.length < LEAST_EARLIER ? null : quantileInterval(earlier, quantile);
  if (before === null) return null;
  const limit = ratio * before.value;
  return {
    limit,
    margin: { kind: "points", points: 0 },
    earlierRate: Math.round((1 - quantile) * 1e12) / 1e12,
    toRate: (amount, arm) => ((arm === "stable" ? ratio * amount : amount) > limit ? 1 : 0),
  };
}
