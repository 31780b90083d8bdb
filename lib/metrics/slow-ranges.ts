import type { Interval } from "@/lib/stats/intervals/mean-interval";

const LEAST_POINTS = 12;
const LEAST_N = 20;
const FAR_ABOVE = 1.5;
const MOST = 3;

/**
 * Ranges in which even the lower end of p95 latency's interval lay above 1.5 times its median over the
 * range; `times` is the highest p95 by that median. The worst three, in order of time.
 */
export function slowRanges(
  points: readonly { at: Date; p95: Interval | null }[],
  stepHours: number,
): { from: Date; to: Date; times: number }[] {
  const measured = points.filter(({ p95 }) => p95 && p95.n >= LEAST_N);
  if (measured.length < LEAST_POINTS) return [];
  const sorted = measured.map(({ p95 }) => p95?.value ?? 0).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  if (median === 0) return [];
  const stepMs = stepHours * 3_600_000;
  const stretches: { from: Date; to: Date; times: number }[] = [];
  for (const { at, p95 } of measured) {
    if (!p95 || p95.low === null || p95.low < FAR_ABOVE * median) continue;
    const last = stretches.at(-1);
    const to = new Date(at.getTime() + stepMs);
    const times = p95.value / median;
    if (last?.to.getTime() === at.getTime()) {
      last.to = to;
      last.times = Math.max(last.times, times);
    } else {
      stretches.push({ from: at, to, times });
    }
  }
  return stretches
    .sort((a, b) => b.times - a.times)
    .slice(0, MOST)
    .sort((a, b) => a.from.getTime() - b.from.getTime());
}
