import { binomialWindow } from "@/lib/stats/distributions/binomial-distribution";

/**
 * Exact two-sided p of McNemar's test (Q. McNemar 1947): are newly passing and newly failing cases
 * equally likely? Twice the smaller binomial tail at 1/2, at most 1. No changed case gives 1.
 */
export function mcnemarExact(newlyPassing: number, newlyFailing: number): number {
  const changed = newlyPassing + newlyFailing;
  if (changed === 0) return 1;
  const { first, probabilities } = binomialWindow(changed, 0.5);
  const smaller = Math.min(newlyPassing, newlyFailing);
  let tail = 0;
  for (let k = first; k <= smaller; k++) tail += probabilities[k - first] ?? 0;
  return Math.min(1, 2 * tail);
}
