import { LEAST_FOR_MEAN, type MeanInterval } from "@/lib/stats/intervals/skewed-mean";
import { wilsonBounds } from "@/lib/stats/intervals/wilson-interval";

/** `unsure`: beyond the threshold by value, but not by more than chance explains. */
export type AlertState = "breach" | "recovered" | "unsure" | "no_data";

const LEAST = 10;
const LEAST_HITS = 3;
/** 10 of 100 are at 1 − 0.9, whatever floating point says. */
const SAME = 1e-9;

/**
 * State of an alert "the rate is above T" in a window: a breach needs at least 10 observations, 3 of them
 * bad, and Wilson's lower bound above the threshold; it has recovered when the rate itself is back at it.
 * For "below T", `bad` are the observations that are not hits and the threshold is 1 − T. `trials` is how many
 * independent observations the n are worth.
 */
export function rateAlertState(
  bad: number,
  n: number,
  threshold: number,
  trials: number = n,
): AlertState {
  if (n < LEAST) return "no_data";
  const value = bad / n;
  if (value <= threshold + SAME) return "recovered";
  const { low } = wilsonBounds(value, trials);
  return bad >= LEAST_HITS && low > threshold + SAME ? "breach" : "unsure";
}

/** The same of a mean, from its Hall bounds and at least 20 observations. */
export function meanAlertState(mean: MeanInterval | null, threshold: number): AlertState {
  if (!mean || mean.n < LEAST_FOR_MEAN || mean.low === null) return "no_data";
  if (mean.value <= threshold) return "recovered";
  return mean.low > threshold ? "breach" : "unsure";
}

/** Observations in a window with which a doubling of the threshold rate is noticed half the time. */
export const samplesForDoubling = (threshold: number): number =>
  Math.ceil((1.959964 ** 2 * (1 - threshold)) / threshold);
