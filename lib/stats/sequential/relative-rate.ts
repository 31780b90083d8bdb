import type { Arm } from "@/lib/deployments/assign-arm";
import { logMixture } from "./log-mixture";
import { nearestNull, onMargin, type RateMargin } from "./nearest-null";
import { ODDS_LOG_WEIGHTS, ODDS_RATIOS } from "./rate-evidence";

export type RelativeRatePlan = {
  margin: RateMargin;
  /** The stable version's rate over the 30 days before the rollout; null: not measured. */
  earlierRate: number | null;
};

/** Evidence that the candidate is `above` the margin, so against "at most", or `below` it. */
export type Direction = "above" | "below";

/** `n` and `bad` count the stable units so far; one log per odds ratio. */
export type RelativeRateState = { n: number; bad: number; logs: number[] };

const UNMEASURED_WEIGHT = 11;
const LEAST_BASE = 0.0001;
const MOST_BASE = 0.95;

export const createRelativeRate = (): RelativeRateState => ({
  n: 0,
  bad: 0,
  logs: ODDS_RATIOS.map(() => 0),
});

/**
 * Takes the next unit, in the order of first requests, into `state`, in place: x in 0..1 of which 1 is bad, and
 * the candidate's `share` of new units at the unit's first request. The share may change from unit to unit, so
 * counts of stages with different splits are never pooled. The unit's factor is x q/p + (1 − x)(1 − q)/(1 − p):
 * q is predicted from the stable units so far, p is the nearest pair on the margin; on the margin its mean is 1.
 */
export function addRelativeRate(
  state: RelativeRateState,
  unit: { arm: Arm; x: number; share: number },
  { margin, earlierRate }: RelativeRatePlan,
  direction: Direction = "above",
): void {
  const { arm, x, share } = unit;
  const priorGood =
    earlierRate === null ? UNMEASURED_WEIGHT : 1 / Math.min(0.5, Math.max(0.005, earlierRate)) - 1;
  const stable = (state.bad + 1) / (state.n + 1 + priorGood);
  const limit = onMargin(stable, margin);
  const base = Math.min(MOST_BASE, Math.max(LEAST_BASE, limit));
  for (let i = 0; i < ODDS_RATIOS.length; i++) {
    const odds = direction === "above" ? (ODDS_RATIOS[i] ?? 1) : 1 / (ODDS_RATIOS[i] ?? 1);
    const candidate = (odds * base) / (1 + (odds - 1) * base);
    // Cut at the ends, the prediction may lie within what is tested; then this unit is no evidence.
    if (direction === "above" ? candidate <= limit : candidate >= limit) continue;
    const nearest = nearestNull(stable, candidate, share, margin);
    const q = arm === "stable" ? stable : candidate;
    const p = arm === "stable" ? nearest : onMargin(nearest, margin);
    const factor = (x * q) / p + ((1 - x) * (1 - q)) / (1 - p);
    state.logs[i] = (state.logs[i] ?? 0) + Math.log(factor);
  }
  if (arm === "stable") {
    state.n++;
    state.bad += x;
  }
}

/** ln of the evidence against "at most the margin" (`above`) or "at least the margin" (`below`). */
export const logRelativeRate = ({ logs }: RelativeRateState): number =>
  logMixture(logs, ODDS_LOG_WEIGHTS);
