import {
  standardNormalProbability,
  standardNormalQuantile,
} from "@/lib/stats/distributions/normal-distribution";

/** Newly passing and newly failing of `n` shared cases; not whole when they stand for effective trials. */
export type PairedCounts = { gained: number; lost: number; n: number };

/**
 * Bounds of the difference of two rates on the same cases, candidate minus baseline: Tango's asymptotic score
 * interval (T. Tango, Statistics in Medicine 17, 1998, 891-908), which Fagerland, Lydersen and
 * Laake (Statistics in Medicine 33, 2014, 2850-2875) recommend for paired proportions. It stays honest when
 * no case changed.
 */
export function pairedCountsDifference(
  { gained, lost, n }: PairedCounts,
  confidence = 0.95,
): { low: number; high: number } {
  const value = (gained - lost) / n;
  const z = standardNormalQuantile(0.5 + confidence / 2);
  return {
    low: value === -1 ? -1 : crossing(-1, value, (d) => score(gained, lost, n, d) - z),
    high: value === 1 ? 1 : crossing(1, value, (d) => score(gained, lost, n, d) + z),
  };
}

/**
 * Two-sided normal p of Tango's score that the true difference is `against`. At 0 it is McNemar's,
 * (gained − lost) / √(gained + lost), and 1 when nothing changed.
 */
export function pairedScorePValue({ gained, lost, n }: PairedCounts, against = 0): number {
  const z = Math.abs(score(gained, lost, n, against));
  return Math.min(1, 2 * (1 - standardNormalProbability(z)));
}

/** Tango's statistic for the hypothesis that the true difference is `d`; falls as `d` grows. */
function score(gained: number, lost: number, n: number, d: number): number {
  const a = 2 * n;
  const b = -gained - lost + (2 * n - gained + lost) * d;
  const c = -lost * d * (1 - d);
  const lostRate = Math.max(0, (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a));
  const variance = n * Math.max(0, 2 * lostRate + d * (1 - d));
  const distance = gained - lost - n * d;
  if (variance <= 0) return distance === 0 ? 0 : Math.sign(distance) * Number.POSITIVE_INFINITY;
  return distance / Math.sqrt(variance);
}

function crossing(outer: number, inner: number, f: (x: number) => number): number {
  let far = outer;
  let near = inner;
  for (let step = 0; step < 60; step++) {
    const middle = (far + near) / 2;
    // Outside the interval f has the sign of the tail: positive below the estimate, negative above.
    const isOutside = outer < inner ? f(middle) > 0 : f(middle) < 0;
    if (isOutside) far = middle;
    else near = middle;
  }
  return (far + near) / 2;
}
