import { betaProbability, betaQuantile } from "./beta-distribution";

/** P(T ≤ t) of Student's t with `df` > 0 degrees of freedom (Abramowitz and Stegun 26.7.1). */
export function studentProbability(t: number, df: number): number {
  const tail = betaProbability(df / (df + t * t), df / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** The t with P(T ≤ t) = q of Student's t with `df` > 0 degrees of freedom. */
export function studentQuantile(q: number, df: number): number {
  if (q === 0.5) return 0;
  if (q > 0.5) return -studentQuantile(1 - q, df);
  if (q <= 0) return Number.NEGATIVE_INFINITY;
  const x = betaQuantile(2 * q, df / 2, 0.5);
  return -Math.sqrt((df * (1 - x)) / x);
}

/** Two-sided p of a t statistic. */
export const studentPValue = (t: number, df: number): number =>
  Math.min(1, 2 * (1 - studentProbability(Math.abs(t), df)));
