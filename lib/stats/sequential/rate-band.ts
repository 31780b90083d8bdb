import { logRateEvidence, mirroredRate, type RateSums } from "./rate-evidence";

/**
 * Band of a rate that holds at every look at once: the low edge is the bar at which the evidence reaches the
 * threshold (0 if none), so it passes a guardrail's bar just when the guardrail fires; the high edge is the
 * same of good units. `logThreshold` is ln(m / 0.05). Null without units.
 */
export function rateBand(
  sums: RateSums,
  logThreshold: number,
): { value: number; low: number; high: number; n: number } | null {
  const { n, bad } = sums;
  if (n === 0) return null;
  return {
    value: bad / n,
    low: lowEdge(sums, logThreshold),
    high: 1 - lowEdge(mirroredRate(sums), logThreshold),
    n,
  };
}

/** Evidence falls as the bar grows, and at the mean it is at most 1 (Jensen). */
function lowEdge(sums: RateSums, logThreshold: number): number {
  if (logRateEvidence(sums, 0) < logThreshold) return 0;
  let low = 0;
  let high = sums.bad / sums.n;
  for (let step = 0; step < 60 && high - low > 1e-15; step++) {
    const middle = (low + high) / 2;
    if (logRateEvidence(sums, middle) >= logThreshold) low = middle;
    else high = middle;
  }
  return low;
}
