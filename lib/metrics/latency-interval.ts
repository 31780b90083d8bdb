import "server-only";
import { LRUCache } from "lru-cache";
import { type Design, effectiveTrials, INDEPENDENT } from "@/lib/stats/intervals/design-effect";
import type { Interval } from "@/lib/stats/intervals/mean-interval";
import { orderStatisticRanks } from "@/lib/stats/intervals/quantile-interval";
import { type LogSketch, sketchRank, sketchTotal } from "@/lib/stats/summaries/log-sketch";

/**
 * A quantile of latencies from their sketch (within 1 %), with the distribution-free interval by order
 * statistics (W. J. Conover, Practical Nonparametric Statistics, section 3.2), read off the same sketch. Requests
 * that are alike bound it as the order statistics of so many independent ones.
 */
export function latencyInterval(
  sketch: LogSketch,
  quantile: number,
  design: Design = INDEPENDENT,
): Interval | null {
  const n = sketchTotal(sketch);
  if (n === 0) return null;
  const value = sketchRank(sketch, Math.floor((n - 1) * quantile) + 1);
  if (value === null) return null;
  const trials = Math.max(1, Math.floor(effectiveTrials(n, design)));
  const [first, last] = ranksOf(trials, quantile);
  const low = first === null ? null : Math.floor((first * n) / trials);
  const high = last === null ? null : Math.ceil((last * n) / trials);
  return {
    value,
    // With very few values the ranks can stand beside the quantile's own.
    low: low === null ? null : Math.min(value, sketchRank(sketch, low) ?? value),
    high: high === null ? null : Math.max(value, sketchRank(sketch, high) ?? value),
    n,
  };
}

type Ranks = [number | null, number | null];
const cachedRanks = new LRUCache<string, Ranks, { n: number; quantile: number }>({
  max: 20_000,
  memoMethod: (_key, _before, { context: { n, quantile } }) =>
    orderStatisticRanks(n, quantile, 0.025),
});

/** A chart asks for the same numbers of traces again and again, and the exact ranks are its costliest part. */
function ranksOf(n: number, quantile: number): Ranks {
  return cachedRanks.memo(`${n} ${quantile}`, { context: { n, quantile } });
}
