import type { Arm } from "@/lib/deployments/assign-arm";
import { quantileInterval } from "../quantile-interval";

/** Earlier traces that a quantile relative to the stable version needs. */
const LEAST_EARLIER = 1000;

/**
 * "The q-quantile is at most B" is "at most 1 − q of the values are above B": the bar of that rate, whose values are
 * `countAbove(amount, B)`. Relative to the stable version it is the earlier rate, with a margin of 0 points.
 */
export const rateOfQuantile = (quantile: number): number =>
  // 1 − 0.95 is 0.050000000000000044.
  Math.round((1 - quantile) * 1e12) / 1e12;

export const countAbove = (amount: number, limit: number): 0 | 1 => (amount > limit ? 1 : 0);

/** Fixed when the rollout starts, with the ratio that the candidate's quantile may be of the stable one. */
export type QuantileLimit = { ratio: number; limit: number };

/** `ratio` times the stable quantile over the traces before the rollout; null with fewer than 1,000 of them. */
export function quantileLimit(
  quantile: number,
  ratio: number,
  earlier: readonly number[],
): QuantileLimit | null {
  const before = earlier.length < LEAST_EARLIER ? null : quantileInterval(earlier, quantile);
  return before && { ratio, limit: ratio * before.value };
}

/** A stable value counts where `ratio` times it would be above the limit, so that both arms drift alike. */
export const countAboveLimit = (amount: number, arm: Arm, { ratio, limit }: QuantileLimit): 0 | 1 =>
  countAbove(arm === "stable" ? ratio * amount : amount, limit);
