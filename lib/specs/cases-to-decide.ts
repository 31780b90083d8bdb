import { orderStatisticRanks } from "@/lib/stats/quantile-interval";
import { type Comparator, type Measured, wantsMore } from "./gate-verdict";

/** No team writes more cases than this to settle one question. */
const MOST = 1_000_000;
const Z = 1.959963984540054;
const TAIL = 0.025;

/**
 * Cases in all at which a rate's Wilson interval would leave the bar, if it stays as measured. The interval
 * holds exactly the rates that the score test does not refuse, so n = z² · bar (1 - bar) / (rate - bar)².
 * Null when the rate sits on the bar, or the bar is 0 or 1, which no number of cases can reach.
 */
export function casesForRate(rate: number, bar: number): number | null {
  if (bar <= 0 || bar >= 1) return null;
  return bounded((Z * Z * bar * (1 - bar)) / (rate - bar) ** 2);
}

/** The fewest cases with which a perfect result passes a bar: n / (n + z²) ≥ bar. */
export function casesForPerfectPass(comparator: Comparator, bar: number): number | null {
  const share = wantsMore(comparator) ? bar : 1 - bar;
  return share >= 1 ? null : bounded((Z * Z * share) / (1 - share));
}

/** For means and quantiles: intervals shrink with the square root of n. */
export function casesForInterval(
  { value, low, high, n }: Measured,
  comparator: Comparator,
  bar: number,
): number | null {
  const isGood = wantsMore(comparator) ? value >= bar : value <= bar;
  const end = wantsMore(comparator) === isGood ? low : high;
  if (end === null) return null;
  return bounded(n * ((value - end) / (value - bar)) ** 2);
}

/** The fewest answers with which a quantile has both ends of its interval: 72 for p95, 368 for p99. */
export function casesForQuantile(quantile: number): number | null {
  for (let n = 1; n <= 2_000; n++) {
    const [low, high] = orderStatisticRanks(n, quantile, TAIL);
    if (low !== null && high !== null) return n;
  }
  return null;
}

function bounded(cases: number): number | null {
  return Number.isFinite(cases) && cases <= MOST ? Math.ceil(cases - 1e-9) : null;
}
