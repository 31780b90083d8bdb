import type { Arm } from "@/lib/deployments/assign-arm";
import { STAKE_LOG_WEIGHTS, STAKES } from "./amount-evidence";
import { logMixture } from "./log-mixture";
import type { Direction } from "./relative-rate";

/** The candidate's mean may be `ratio` times the stable mean; `earlierMean` > 0 is the stable one before the rollout. */
export type RelativeAmountPlan = { ratio: number; earlierMean: number };

/** `n` and `amount` are of the stable units so far, amounts cut at the cap; one log per stake. */
export type RelativeAmountState = { n: number; amount: number; logs: number[] };

const CAP_IN_MEANS = 10;
/** Values of the earlier mean with which the running mean begins. */
const PRIOR_UNITS = 20;

export const createRelativeAmount = (): RelativeAmountState => ({
  n: 0,
  amount: 0,
  logs: STAKES.map(() => 0),
});

/**
 * Takes the next unit, in the order of first requests, into `state`, in place: its mean amount and the
 * candidate's `share` of new units at its first request. Each unit estimates "candidate − ratio · stable" without
 * bias by its weight 1/share or 1/(1 − share), and bets are scaled by the most that one unit can lose (as
 * I. Waudby-Smith and A. Ramdas 2024, with inverse weights). Amounts count up to 10 times the earlier mean.
 */
export function addRelativeAmount(
  state: RelativeAmountState,
  unit: { arm: Arm; amount: number; share: number },
  { ratio, earlierMean }: RelativeAmountPlan,
  direction: Direction = "above",
): void {
  const { arm, share } = unit;
  const cap = CAP_IN_MEANS * earlierMean;
  const amount = Math.min(unit.amount, cap);
  const mean = (state.amount + PRIOR_UNITS * earlierMean) / (state.n + PRIOR_UNITS);
  const difference =
    arm === "candidate"
      ? (amount - ratio * mean) / share
      : (-ratio * (amount - mean)) / (1 - share);
  const [lowest, highest] = [
    Math.max((ratio * mean) / share, (ratio * (cap - mean)) / (1 - share)),
    Math.max((cap - ratio * mean) / share, (ratio * mean) / (1 - share)),
  ];
  const bet = direction === "above" ? difference / lowest : -difference / highest;
  for (let i = 0; i < STAKES.length; i++) {
    state.logs[i] = (state.logs[i] ?? 0) + Math.log1p((STAKES[i] ?? 0) * bet);
  }
  if (arm === "stable") {
    state.n++;
    state.amount += amount;
  }
}

/** ln of the evidence against "at most ratio · stable" (`above`) or "at least" (`below`). */
export const logRelativeAmount = ({ logs }: RelativeAmountState): number =>
  logMixture(logs, STAKE_LOG_WEIGHTS);
