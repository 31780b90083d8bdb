import { studentQuantile } from "@/lib/stats/distributions/student-distribution";

/** A mean or ratio with its interval; null bounds: too few observations, or none at that end. */
export type MeanInterval = { value: number; low: number | null; high: number | null; n: number };

/** Below this many the third moment is noise. */
export const LEAST_FOR_MEAN = 20;
const LEAST_SUCCESSES = 10;

/**
 * Mean of skewed amounts with P. Hall's skew-corrected t interval (Journal of the Royal Statistical Society
 * B 54, 1992, 221-228), from 20 amounts on. `confidence` is two-sided. Null without amounts.
 */
export function skewedMean(amounts: readonly number[], confidence = 0.95): MeanInterval | null {
  const n = amounts.length;
  if (n === 0) return null;
  const value = amounts.reduce((sum, amount) => sum + amount, 0) / n;
  if (n < LEAST_FOR_MEAN) return { value, low: null, high: null, n };
  const { squares, cubes } = centralSums(amounts, value);
  const s = Math.sqrt(squares / (n - 1));
  const skewness = s === 0 ? 0 : cubes / n / s ** 3;
  return { value, ...hallBounds({ value, s, skewness, n }, confidence), n };
}

/**
 * Hall's bounds from a mean, the sample deviation `s`, the skewness mean((x − m)³) / s³ and the number of
 * amounts.
 */
export function hallBounds(
  { value, s, skewness, n }: { value: number; s: number; skewness: number; n: number },
  confidence = 0.95,
): { low: number; high: number } {
  const q = studentQuantile(0.5 + confidence / 2, n - 1);
  const a = skewness / Math.sqrt(n);
  const corrected = (t: number): number =>
    Math.abs(a) < 1e-9 ? t : (3 / a) * (Math.cbrt(1 + a * (t - a / 6)) - 1);
  const error = s / Math.sqrt(n);
  return { low: value - corrected(q) * error, high: value - corrected(-q) * error };
}

/** An amount and whether it bought a success, by observation or summed by unit. */
export type AmountAndSuccesses = { amount: number; successes: number };

/**
 * Sum of amounts by the sum of successes, as cost per success, over observations whose outcome is known:
 * Hall's bounds on the linearised residuals a − R·s (W. G. Cochran, Sampling Techniques, 3rd edition, 1977,
 * section 6.4). No bounds under 20 observations or 10 successes; null without a success. `n` counts
 * observations.
 */
export function amountPerSuccess(
  observations: readonly AmountAndSuccesses[],
  confidence = 0.95,
): MeanInterval | null {
  const n = observations.length;
  const successes = observations.reduce((sum, each) => sum + each.successes, 0);
  if (successes === 0) return null;
  const value = observations.reduce((sum, each) => sum + each.amount, 0) / successes;
  if (n < LEAST_FOR_MEAN || successes < LEAST_SUCCESSES) {
    return { value, low: null, high: null, n };
  }
  const residuals = observations.map((each) => each.amount - value * each.successes);
  const { squares, cubes } = centralSums(residuals, 0);
  const sd = Math.sqrt(squares / (n - 1));
  const skewness = sd === 0 ? 0 : cubes / n / sd ** 3;
  const s = sd / (successes / n);
  return { value, ...hallBounds({ value, s, skewness, n }, confidence), n };
}

function centralSums(values: readonly number[], center: number) {
  let squares = 0;
  let cubes = 0;
  for (const value of values) {
    squares += (value - center) ** 2;
    cubes += (value - center) ** 3;
  }
  return { squares, cubes };
}
