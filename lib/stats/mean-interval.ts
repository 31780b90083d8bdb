import { type Design, INDEPENDENT } from "./design-effect";
import { studentQuantile } from "./student-distribution";

/** A mean or a ratio with its interval. Null bounds: too few observations to say. */
export type Interval = { value: number; low: number | null; high: number | null; n: number };

/** Below these many (or what they are worth) the interval says nothing about skewed amounts. */
const LEAST = 20;
const LEAST_SUCCESSES = 10;

/** Sum and sum of squares of `n` amounts. */
export type Moments = { n: number; sum: number; squares: number };

/**
 * Mean of amounts that are never negative, with Student's interval value ± t·s/√n: sums by
 * the hour have no third moment, which `skewedMean` of single amounts uses. Null without observations.
 */
export function meanInterval(
  { n, sum, squares }: Moments,
  design: Design = INDEPENDENT,
): Interval | null {
  if (n === 0) return null;
  const value = sum / n;
  if (n / design.effect < LEAST) return { value, low: null, high: null, n };
  const variance = Math.max(0, squares - n * value * value) / (n - 1);
  return { ...around(value, Math.sqrt(variance / n), n, design), n };
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
  design: Design = INDEPENDENT,
): Interval | null {
  if (successes === 0) return null;
  const value = sum / successes;
  if (n / design.effect < LEAST || successes < LEAST_SUCCESSES)
    return { value, low: null, high: null, n: successes };
  const residuals = squares - 2 * value * ofSuccesses + value * value * successes;
  const error = Math.sqrt((Math.max(0, residuals) * n) / (n - 1)) / successes;
  return { ...around(value, error, n, design), n: successes };
}

function around(value: number, standardError: number, n: number, { effect, clusters }: Design) {
  const freedom = Math.min(n, clusters) - 1;
  if (freedom < 1) return { value, low: null, high: null };
  const half = quantileAt(freedom) * standardError * Math.sqrt(effect);
  return { value, low: Math.max(0, value - half), high: value + half };
}

const quantiles = new Map<number, number>();

/** Student's 97.5 %; kept for the few freedoms that a chart with many points asks for again and again. */
function quantileAt(freedom: number): number {
  if (freedom > 1_000) return studentQuantile(0.975, freedom);
  const cachedQuantile = quantiles.get(freedom);
  if (cachedQuantile !== undefined) return cachedQuantile;
  const quantile = studentQuantile(0.975, freedom);
  quantiles.set(freedom, quantile);
  return quantile;
}
