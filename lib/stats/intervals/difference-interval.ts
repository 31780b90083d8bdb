import {
  standardNormalProbability,
  standardNormalQuantile,
} from "@/lib/stats/distributions/normal-distribution";
import type { Interval } from "./mean-interval";

/** `value` is later minus earlier, or later by earlier − 1 for a relative one. Null bounds: cannot say. */
export type Change = { value: number; low: number | null; high: number | null; p: number | null };

export type Bounded = { value: number; low: number; high: number };

/**
 * Difference of two independent estimates from their own intervals, by the square-and-add rule that
 * Newcombe's method 10 is for rates (G. Y. Zou and A. Donner, Statistics in Medicine 27, 2008, 1693-1702).
 */
export function differenceInterval(later: Interval, earlier: Interval): Change {
  const value = later.value - earlier.value;
  const [a, b] = [bounded(later), bounded(earlier)];
  if (!a || !b) return { value, low: null, high: null, p: null };
  return squareAndAdd(a, b);
}

/** Relative change of two independent positive estimates: the same rule on logarithms. Null when one is 0. */
export function relativeChangeInterval(later: Interval, earlier: Interval): Change | null {
  if (later.value <= 0 || earlier.value <= 0) return null;
  const value = later.value / earlier.value - 1;
  const [a, b] = [bounded(later), bounded(earlier)];
  if (!a || !b || a.low <= 0 || b.low <= 0) return { value, low: null, high: null, p: null };
  const logs = squareAndAdd(logOf(a), logOf(b));
  return { value, low: Math.expm1(logs.low), high: Math.expm1(logs.high), p: logs.p };
}

function bounded({ value, low, high }: Interval): Bounded | null {
  return low === null || high === null ? null : { value, low, high };
}

const logOf = ({ value, low, high }: Bounded): Bounded => ({
  value: Math.log(value),
  low: Math.log(low),
  high: Math.log(high),
});

/** `p` is two-sided and read off the side of the interval that faces 0, so that both say the same. */
export function squareAndAdd(a: Bounded, b: Bounded): Bounded & { p: number } {
  const value = a.value - b.value;
  const below = Math.hypot(a.value - a.low, b.high - b.value);
  const above = Math.hypot(a.high - a.value, b.value - b.low);
  const facing = value > 0 ? below : above;
  const z = facing === 0 ? Number.POSITIVE_INFINITY : Math.abs(value) / facing;
  const p =
    value === 0 ? 1 : 2 * (1 - standardNormalProbability(z * standardNormalQuantile(0.975)));
  return { value, low: value - below, high: value + above, p: Math.max(0, Math.min(1, p)) };
}
