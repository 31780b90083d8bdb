/** Chance that a harmless rollout is rolled back, shared between its guardrails. */
const ALPHA = 0.05;

/**
 * Evidence from which a guardrail fires, m / 0.05. `m` counts all guardrails and guarded segments of the
 * rollout and is fixed when it starts (Bonferroni over Ville's inequality).
 */
export function evidenceThreshold(m: number): number {
  if (!Number.isInteger(m) || m < 1) throw new RangeError(`m counts guardrails from 1, got ${m}`);
  return m / ALPHA;
}

/** Chance of a false roll-back that one of `m` guardrails has. */
export const alphaOf = (m: number): number => 1 / evidenceThreshold(m);
