import { type Bounded, squareAndAdd } from "@/lib/stats/intervals/difference-interval";
import { pairedCountsDifference } from "@/lib/stats/intervals/rate-difference";

/** Newly passing and newly failing of the cases that a version and its base share. */
export type Gain = { gained: number; lost: number; n: number };

export interface OverfitGap {
  /** Gain on development minus gain on the holdout. */
  value: number;
  low: number;
  high: number;
  /** The gap is real: more was gained on the cases that people tuned for. */
  isReal: boolean;
}

/**
 * How much more a version gained on the development cases than on the holdout, both paired with the same
 * base version, by the square-and-add rule of independent estimates (G. Y. Zou and A. Donner, Statistics in
 * Medicine 27, 2008). Of `versions` shown together, each is held to its share of 5 %. Null without pairs on
 * both.
 */
export function overfitGap(development: Gain, holdout: Gain, versions = 1): OverfitGap | null {
  if (development.n === 0 || holdout.n === 0) return null;
  const confidence = 1 - 0.05 / versions;
  const [ours, theirs] = [development, holdout].map((gain) => ({
    value: (gain.gained - gain.lost) / gain.n,
    ...pairedCountsDifference(gain, confidence),
  })) as [Bounded, Bounded];
  return gapBetween(ours, theirs);
}

/** The same from the two gains with their intervals, as comparisons of runs have them. */
export function gapBetween(development: Bounded, holdout: Bounded): OverfitGap {
  const { value, low, high } = squareAndAdd(development, holdout);
  return { value, low, high, isReal: low > 0 };
}
