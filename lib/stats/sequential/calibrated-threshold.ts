import { logRateEvidence, rateSumsOf } from "./rate-evidence";

/** The least bad units of `n` with which the evidence against `bar` reaches the threshold; n + 1: none do. */
export function leastBadToFire(
  n: number,
  bar: number,
  { logThreshold, from = 0 }: { logThreshold: number; from?: number },
): number {
  let bad = from;
  while (bad <= n && logRateEvidence(rateSumsOf(bad, n), bar) < logThreshold) bad++;
  return bad;
}

/**
 * The smallest threshold that a rate at its bar reaches within `looks` units with chance at most `alpha`: below
 * 1 / alpha, because Ville's inequality counts looks without end. For values 0 and 1 only, and for no more than
 * `looks` units. Exact, by the recursion of P. Armitage, C. K. McPherson and B. C. Rowe, Journal of the Royal
 * Statistical Society A 132, 1969.
 */
export function calibratedThreshold(bar: number, alpha: number, looks: number): number {
  let low = 1;
  let high = 1 / alpha;
  while (high - low > 1e-4 * high) {
    const middle = (low + high) / 2;
    if (chanceToFire(bar, looks, Math.log(middle)) > alpha) low = middle;
    else high = middle;
  }
  return high;
}

/** P(the evidence reaches the threshold at some n ≤ looks), if the rate is `bar`. */
export function chanceToFire(bar: number, looks: number, logThreshold: number, rate = bar): number {
  return firingChances(bar, looks, logThreshold, rate).reduce((sum, chance) => sum + chance, 0);
}

/** P(the evidence reaches the threshold for the first time at n), n = 1 … looks, if the rate is `rate`. */
export function firingChances(
  bar: number,
  looks: number,
  logThreshold: number,
  rate: number,
): Float64Array {
  const fired = new Float64Array(looks);
  /** P(s bad units so far and never fired). */
  const waiting = new Float64Array(looks + 2);
  waiting[0] = 1;
  let before = 0;
  for (let n = 1; n <= looks; n++) {
    const boundary = leastBadToFire(n, bar, { logThreshold, from: before });
    const most = Math.min(n, boundary);
    for (let s = most; s > 0; s--) {
      waiting[s] = (waiting[s] ?? 0) * (1 - rate) + (waiting[s - 1] ?? 0) * rate;
    }
    waiting[0] = (waiting[0] ?? 0) * (1 - rate);
    if (boundary <= n) {
      fired[n - 1] = waiting[boundary] ?? 0;
      waiting[boundary] = 0;
    }
    before = boundary > n ? 0 : boundary;
  }
  return fired;
}
