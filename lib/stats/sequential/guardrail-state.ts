import type { Arm } from "@/lib/deployments/assign-arm";
import { barsAround } from "./amount-band";
import { type AmountSums, addAmount, createAmountSums } from "./amount-evidence";
import { addRate, createRateSums, LEAST_RATE_BAR, type RateSums } from "./rate-evidence";
import {
  addRelativeAmount,
  createRelativeAmount,
  type RelativeAmountPlan,
  type RelativeAmountState,
} from "./relative-amount";
import {
  addRelativeRate,
  createRelativeRate,
  type RelativeRatePlan,
  type RelativeRateState,
} from "./relative-rate";

/**
 * What a guardrail tests, fixed when the rollout starts.
 * - `rate`: share of bad units at most `bar`. Values are in 0..1, 1 is bad: for "success rate at least 92 %" a
 *   value is 1 − success and the bar 0.08; for a quantile see `quantile-rate.ts`.
 * - `relative_rate`: the same within a margin of the stable version.
 * - `amount`: mean, or Σ amount / Σ successes, at most the bar (at least, where `worse` is "lower"). `cap` bounds
 *   amounts where the mean has to be proved small, by default 10 times the bar. Fits unit means of a rate, too
 *   (`cap: 1`), and is quicker than `rate` where units have several requests.
 * - `relative_amount`: mean at most (at least) `ratio` times the stable one.
 */
export type GuardrailTest =
  | { kind: "rate"; bar: number }
  | ({ kind: "relative_rate" } & RelativeRatePlan)
  | { kind: "amount"; bar: number; worse: "higher" | "lower"; cap?: number }
  | ({ kind: "relative_amount"; worse: "higher" | "lower" } & RelativeAmountPlan);

type Sums = { kind: "rate"; sums: RateSums } | { kind: "amount"; sums: AmountSums };

/** All that a decision needs, as JSON, of a size that does not grow with the units. */
export type GuardrailState = {
  stable: Sums;
  candidate: Sums;
  /** Only of relative tests: evidence that the candidate is above the margin, and that it is below. */
  relative:
    | { kind: "rate"; above: RelativeRateState; below: RelativeRateState }
    | { kind: "amount"; above: RelativeAmountState; below: RelativeAmountState }
    | null;
};

/** A unit as it enters: its value, and the candidate's share of new units at its first request. */
export type UnitValue = { arm: Arm; value: number; successes?: number; share: number };

const CAP_IN_BARS = 10;

/** State before the first unit. Throws a RangeError for a bar or margin that no evidence can be had for. */
export function createGuardrail(test: GuardrailTest): GuardrailState {
  checkTest(test);
  const sums = (): Sums => {
    if (test.kind === "rate" || test.kind === "relative_rate") {
      return { kind: "rate", sums: createRateSums() };
    }
    const bar = test.kind === "amount" ? test.bar : test.earlierMean;
    const cap = (test.kind === "amount" ? test.cap : undefined) ?? CAP_IN_BARS * bar;
    return { kind: "amount", sums: createAmountSums(barsAround(bar), cap) };
  };
  return {
    stable: sums(),
    candidate: sums(),
    relative:
      test.kind === "relative_rate"
        ? { kind: "rate", above: createRelativeRate(), below: createRelativeRate() }
        : test.kind === "relative_amount"
          ? { kind: "amount", above: createRelativeAmount(), below: createRelativeAmount() }
          : null,
  };
}

function checkTest(test: GuardrailTest): void {
  if (test.kind === "rate" && !(test.bar >= LEAST_RATE_BAR && test.bar < 1)) {
    throw new RangeError(`a rate's bar is from ${LEAST_RATE_BAR} to below 1, got ${test.bar}`);
  }
  const positive =
    test.kind === "amount"
      ? test.bar
      : test.kind === "relative_amount"
        ? Math.min(test.ratio, test.earlierMean)
        : 1;
  if (!(positive > 0 && Number.isFinite(positive))) {
    throw new RangeError("bars, ratios and the earlier mean of amounts are above 0");
  }
  if (test.kind === "relative_rate") {
    const { margin } = test;
    const isMargin =
      margin.kind === "points" ? margin.points >= 0 && margin.points < 1 : margin.ratio > 0;
    if (!isMargin) throw new RangeError("a margin is 0 to below 1 in points, or a ratio above 0");
  }
}

/**
 * Takes the next unit into `state`, in place. Units come in the order of first requests, each once
 * (`enter-units.ts`); only units that were assigned by chance, never pinned ones or requests without a unit.
 */
export function addUnit(test: GuardrailTest, state: GuardrailState, unit: UnitValue): void {
  const { arm, value, successes, share } = unit;
  const ofArm = state[arm];
  if (ofArm.kind === "rate") addRate(ofArm.sums, value);
  else addAmount(ofArm.sums, value, successes);
  // Without a second arm there is nothing to compare.
  if (!(share > 0 && share < 1)) return;
  if (test.kind === "relative_rate" && state.relative?.kind === "rate") {
    for (const direction of ["above", "below"] as const) {
      addRelativeRate(state.relative[direction], { arm, x: value, share }, test, direction);
    }
  }
  if (test.kind === "relative_amount" && state.relative?.kind === "amount") {
    for (const direction of ["above", "below"] as const) {
      addRelativeAmount(state.relative[direction], { arm, amount: value, share }, test, direction);
    }
  }
}
