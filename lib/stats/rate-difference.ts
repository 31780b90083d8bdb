import { standardNormalQuantile } from "./normal-distribution";
import { wilsonInterval } from "./wilson-interval";

/** Candidate minus baseline with its interval; `n` is the number of pairs (or of the smaller arm). */
export type Difference = { value: number; low: number; high: number; n: number };

/** What became of each shared case. A case counts only when both runs have a verdict for it. */
export type PairedCounts = {
  bothPassed: number;
  newlyPassing: number;
  newlyFailing: number;
  bothFailed: number;
};

/**
 * Difference of two independent rates, candidate minus baseline, from the two Wilson intervals
 * (R. G. Newcombe, Statistics in Medicine 17, 1998, 873-890, method 10).
 */
export function unpairedRateDifference(
  candidate: { passed: number; n: number },
  baseline: { passed: number; n: number },
  confidence = 0.95,
): Difference | null {
  const one = wilsonInterval(candidate.passed, candidate.n, confidence);
  const two = wilsonInterval(baseline.passed, baseline.n, confidence);
  if (!one || !two) return null;
  const value = one.value - two.value;
  return {
    value,
    low: value - Math.hypot(one.value - one.low, two.high - two.value),
    high: value + Math.hypot(one.high - one.value, two.value - two.low),
    n: Math.min(one.n, two.n),
  };
}

/**
 * Difference of two rates on the same cases, candidate minus baseline: Tango's asymptotic score
 * interval (T. Tango, Statistics in Medicine 17, 1998, 891-908), which Fagerland, Lydersen and
 * Laake (Statistics in Medicine 33, 2014, 2850-2875) recommend for paired proportions. It inverts
 * the score test that McNemar's is at zero, so interval and p tell the same story, and it stays
 * honest when no case changed. Null without pairs.
 */
export function pairedRateDifference(counts: PairedCounts, confidence = 0.95): Difference | null {
  const { newlyPassing: gained, newlyFailing: lost } = counts;
  const n = counts.bothPassed + gained + lost + counts.bothFailed;
  if (n === 0) return null;
  return {
    value: (gained - lost) / n,
    ...pairedCountsDifference({ gained, lost, n }, confidence),
    n,
  };
}

/** Tango's bounds from counts, which need not be whole when they stand for effective trials. */
export function pairedCountsDifference(
  { gained, lost, n }: { gained: number; lost: number; n: number },
  confidence = 0.95,
): { low: number; high: number } {
  const value = (gained - lost) / n;
  const z = standardNormalQuantile(0.5 + confidence / 2);
  return {
    low: value === -1 ? -1 : crossing(-1, value, (d) => score(gained, lost, n, d) - z),
    high: value === 1 ? 1 : crossing(1, value, (d) => score(gained, lost, n, d) + z),
  };
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
