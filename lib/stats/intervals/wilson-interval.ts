import { standardNormalQuantile } from "@/lib/stats/distributions/normal-distribution";

/** A fraction with its interval: `value`, `low` and `high` in 0..1, `n` trials. */
export type Rate = { value: number; low: number; high: number; n: number };

/**
 * Wilson score interval of `passed` out of `n` (E. B. Wilson 1927; method 3 of R. G. Newcombe,
 * Statistics in Medicine 17, 1998, 857-872). Null when nothing was measured: a missing rate is
 * never shown as 0.
 */
export function wilsonInterval(passed: number, n: number, confidence = 0.95): Rate | null {
  if (!Number.isInteger(passed) || !Number.isInteger(n) || passed < 0 || passed > n) {
    throw new RangeError(`a rate needs whole numbers with 0 <= passed <= n, got ${passed} of ${n}`);
  }
  if (n === 0) return null;
  return { value: passed / n, ...wilsonBounds(passed / n, n, confidence), n };
}

/** Wilson's bounds of a rate over `n` > 0 trials; an effective number of trials need not be whole. */
export function wilsonBounds(
  value: number,
  n: number,
  confidence = 0.95,
): { low: number; high: number } {
  const z = standardNormalQuantile(0.5 + confidence / 2);
  const denominator = 1 + (z * z) / n;
  const centre = value + (z * z) / (2 * n);
  const half = z * Math.sqrt((value * (1 - value)) / n + (z * z) / (4 * n * n));
  return {
    // The ends touch 0 and 1 exactly at the extremes; floating point would miss them.
    low: value === 0 ? 0 : Math.max(0, (centre - half) / denominator),
    high: value === 1 ? 1 : Math.min(1, (centre + half) / denominator),
  };
}

/** The name that reports use: `rate(k, n)`. */
export const rate = (passed: number, n: number): Rate | null => wilsonInterval(passed, n);
