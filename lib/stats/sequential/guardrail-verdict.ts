import type { Arm } from "@/lib/deployments/assign-arm";
import type { GateVerdict } from "../interval-verdict";
import { amountBand } from "./amount-band";
import { logAmountEvidence } from "./amount-evidence";
import { finiteExp } from "./finite-exp";
import type { GuardrailState, GuardrailTest } from "./guardrail-state";
import { rateBand } from "./rate-band";
import { logRateEvidence, mirroredRate } from "./rate-evidence";
import { logRelativeAmount } from "./relative-amount";
import { type Direction, logRelativeRate } from "./relative-rate";

/** An arm's value with its band, which holds at every look at once; `high` null: no upper edge yet. */
export type ArmBand = { value: number; low: number; high: number | null; n: number };

export type GuardrailDecision = {
  /**
   * `fail`: certainly beyond the bar, at any number of units. `pass`: certainly on its good side.
   * `not_measured`: an arm that the test needs has no unit with a known value; never a zero.
   */
  verdict: GateVerdict | "not_measured";
  /** Evidence against the bar, 1 before the first unit; null when not measured. */
  e: number | null;
  /** Evidence from which the guardrail fires. */
  threshold: number;
  stable: ArmBand | null;
  candidate: ArmBand | null;
  /** Candidate units with a known value. */
  n: number;
};

/** Floating point must not decide. */
const SAME = 1e-9;

/**
 * Verdict of a guardrail from its state, at any time and as often as wanted. `threshold` is
 * `evidenceThreshold(m)`, or `calibratedThreshold` of a rate within its number of units; it is fixed with the
 * test. The same state always gives the same decision.
 */
export function decideGuardrail(
  test: GuardrailTest,
  state: GuardrailState,
  threshold: number,
): GuardrailDecision {
  const logThreshold = Math.log(threshold);
  const bands = {
    stable: bandOf(state, "stable", logThreshold),
    candidate: bandOf(state, "candidate", logThreshold),
  };
  const n = state.candidate.sums.n;
  const isMeasured = n > 0 && (state.relative === null || state.stable.sums.n > 0);
  if (!isMeasured) return { verdict: "not_measured", e: null, threshold, ...bands, n };
  const isLowerWorse = "worse" in test && test.worse === "lower";
  const [bad, good] = isLowerWorse ? (["below", "above"] as const) : (["above", "below"] as const);
  const logE = logEvidence(test, state, bad);
  const isBeyond = logE >= logThreshold - SAME;
  const isSafe = !isBeyond && logEvidence(test, state, good) >= logThreshold - SAME;
  return {
    verdict: isBeyond ? "fail" : isSafe ? "pass" : "inconclusive",
    e: finiteExp(logE),
    threshold,
    ...bands,
    n,
  };
}

/** ln of the evidence that the candidate is above, or below, the bar or margin. */
function logEvidence(
  test: GuardrailTest,
  { candidate, relative }: GuardrailState,
  side: Direction,
) {
  if (relative?.kind === "rate") return logRelativeRate(relative[side]);
  if (relative?.kind === "amount") return logRelativeAmount(relative[side]);
  if (candidate.kind === "amount") {
    const { sums } = candidate;
    // The bar stands in the middle of the stored bars.
    return logAmountEvidence(sums, side, (sums.bars.length - 1) / 2);
  }
  const bar = test.kind === "rate" ? test.bar : 0;
  return side === "above"
    ? logRateEvidence(candidate.sums, bar)
    : logRateEvidence(mirroredRate(candidate.sums), 1 - bar);
}

function bandOf(state: GuardrailState, arm: Arm, logThreshold: number): ArmBand | null {
  const ofArm = state[arm];
  return ofArm.kind === "rate"
    ? rateBand(ofArm.sums, logThreshold)
    : amountBand(ofArm.sums, logThreshold);
}
