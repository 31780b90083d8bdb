import { standardNormalQuantile } from "./normal-distribution";

/** A mean or a ratio with its interval. Null bounds: too few observations to say. */
export type Interval = { value: number; low: number | null; high: number | null; n: number };

/** Below this many observations the normal approximation says nothing about skewed amounts. */
const LEAST = 10;

/** Sum and sum of squares of `n` amounts. */
export type Moments = { n: number; sum: number; squares: number };

/**
 * Mean of amounts that are never negative, with the normal interval value ± z·s/√n (W. G. Cochran,
 * Sampling Techniques, 3rd edition, 1977, section 2.8). Null without observations.
 */
export function meanInterval({ n, sum, squares }: Moments, confidence = 0.95): Interval | null {
  if (n === 0) return null;
  const value = sum / n;
  if (n < LEAST) return { value, low: null, high: null, n };
  const variance = Math.max(0, squares - n * value * value) / (n - 1);
  return { ...around(value, Math.sqrt(variance / n), confidence), n };
}

/**
 * Sum of amounts by the number of successes, as cost per success: a ratio of two sums over the same
 * observations, with the interval of its linearised variance Σ(x − R·s)²/(n(n − 1)s̄²) (Cochran, section 6.4).
 * `ofSuccesses` is the sum of the amounts of the successes. Null without a success; `n` counts successes.
 */
export function ratioOfSumsInterval(
  { n, sum, squares }: Moments,
  successes: number,
  ofSuccesses: number,
  confidence = 0.95,
): Interval | null {
  if (successes === 0) return null;
  const value = sum / successes;
  if (successes < LEAST) return { value, low: null, high: null, n: successes };
  const residuals = squares - 2 * value * ofSuccesses + value * value * successes;
  const error = Math.sqrt((Math.max(0, residuals) * n) / (n - 1)) / successes;
  return { ...around(value, error, confidence), n: successes };
}

function around(value: number, standardError: number, confidence: number) {
  const half = standardNormalQuantile(0.5 + confidence / 2) * standardError;
  return { value, low: Math.max(0, value - half), high: value + half };
}
