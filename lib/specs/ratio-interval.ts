import { seededRandom } from "@/lib/stats/seeded-random";
import type { Measured } from "./gate-verdict";

const RESAMPLES = 2_000;
const SEED = 20_261_122;
const LEAST_CASES = 8;

/**
 * Sum of amounts by sum of counts, as cost per success, with a percentile bootstrap over cases (Efron and
 * Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). A resample without any success has no
 * finite ratio and stands at the upper end. Null when nothing succeeded.
 */
export function ratioInterval(
  cases: readonly { amount: number; count: number }[],
): Measured | null {
  const n = cases.length;
  const total = cases.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const value = cases.reduce((sum, { amount }) => sum + amount, 0) / total;
  if (n < LEAST_CASES) return { value, low: null, high: null, n };
  const random = seededRandom(SEED);
  const ratios = new Float64Array(RESAMPLES);
  for (let resample = 0; resample < RESAMPLES; resample++) {
    let [amount, count] = [0, 0];
    for (let draw = 0; draw < n; draw++) {
      const picked = cases[random(n)];
      amount += picked?.amount ?? 0;
      count += picked?.count ?? 0;
    }
    ratios[resample] = count === 0 ? Number.POSITIVE_INFINITY : amount / count;
  }
  ratios.sort();
  const high = ratios[Math.ceil(RESAMPLES * 0.975) - 1] ?? value;
  return {
    value,
    low: ratios[Math.floor(RESAMPLES * 0.025)] ?? value,
    high: Number.isFinite(high) ? high : null,
    n,
  };
}
