import { studentQuantile } from "./student-distribution";

/** A mean or a ratio with its interval. Null bounds: too few observations to say. */
export type Interval = { value: number; low: number | null; high: number | null; n: number };

/** Below these many the interval says nothing about skewed amounts. */
const LEAST = 20;
const LEAST_SUCCESSES = 10;

/** Sum and sum of squares of `n` amounts. */
export type Moments = { n: number; sum: number; squares: number };

/**
 * Mean of amounts that are never negative, with Student's interval value ± t·s/√n: sums by
 * the hour have no third moment, which `skewedMean` of single amounts uses. Null without observations.
 */
export function meanInterval({ n, sum, squares }: Moments, confidence = 0.95): Interval | null {
  if (n === 0) return null;
  const value = sum / n;
  if (n < LEAST) return { value, low: null, high: null, n };
  const variance = Math.max(0, squares - n * value * value) / (n - 1);
  return { ...around(value, Math.sqrt(variance / n), n, confidence), n };
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
  if (n < LEAST || successes < LEAST_SUCCESSES)
    return { value, low: null, high: null, n: successes };
  const residuals = squares - 2 * value * ofSuccesses + value * value * successes;
  const error = Math.sqrt((Math.max(0, residuals) * n) / (n - 1)) / successes;
  return { ...around(value, error, n, confidence), n: successes };
}

function around(value: number, standardError: number, n: number, confidence: number) {
  const half = studentQuantile(0.5 + confidence / 2, n - 1) * standardError;
  return { value, low: Math.max(0, value - half), high: value + half };
}
