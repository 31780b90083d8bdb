import { type LogSketch, sketchRank, sketchTotal } from "@/lib/stats/log-sketch";
import type { Interval } from "@/lib/stats/mean-interval";
import { orderStatisticRanks } from "@/lib/stats/quantile-interval";

/**
 * A quantile of latencies from their sketch (within 1 %), with the distribution-free interval by order
 * statistics (W. J. Conover, Practical Nonparametric Statistics, section 3.2), read off the same sketch.
 */
export function latencyInterval(sketch: LogSketch, quantile: number): Interval | null {
  const n = sketchTotal(sketch);
  if (n === 0) return null;
  const value = sketchRank(sketch, Math.floor((n - 1) * quantile) + 1);
  if (value === null) return null;
  const [low, high] = orderStatisticRanks(n, quantile, 0.025);
  return {
    value,
    low: low === null ? null : sketchRank(sketch, low),
    high: high === null ? null : sketchRank(sketch, high),
    n,
  };
}
