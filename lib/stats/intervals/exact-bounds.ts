import { betaQuantile } from "@/lib/stats/distributions/beta-distribution";

/** Error that a one-sided bound allows. */
const TAIL = 0.05;

/**
 * One-sided 95 % bounds of a rate, `k` of `n` (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934): with
 * 95 % certainty the true rate is at least `low`, and with 95 % at most `high`. `k` and `n` may be effective
 * counts, which are not whole. A one-sided Wilson bound would promise 5 % and miss up to 12 %.
 */
export function exactBounds(k: number, n: number): { low: number; high: number } {
  const isNone = k <= 1e-9;
  const isAll = k >= n - 1e-9;
  return {
    low: isNone ? 0 : betaQuantile(TAIL, k, n - k + 1),
    high: isAll ? 1 : betaQuantile(1 - TAIL, k + 1, n - k),
  };
}

/** The most that a rate can be when none of `n` showed it: 1 − 0.05^(1/n), about 3 / n (one-sided 95 %). */
export const mostWhenNone = (n: number): number => 1 - TAIL ** (1 / n);
