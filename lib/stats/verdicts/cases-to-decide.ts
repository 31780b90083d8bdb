import { standardNormalQuantile } from "@/lib/stats/distributions/normal-distribution";
import type { RateBar } from "./rate-gate";

const Z1 = standardNormalQuantile(0.95);
const ZB = standardNormalQuantile(0.8);
/** No team writes more cases than this to settle one question. */
const MOST = 5_000;

/** So many cases in all would decide, in four of five tries, if things stay as measured; and which way. */
export type CasesToDecide = { cases: number; verdict: "pass" | "fail" };

/**
 * Cases that a rate as measured would need on a bar (J. L. Fleiss, B. Levin and M. C. Paik, Statistical
 * Methods for Rates and Proportions, 2003, with continuity correction). `perCase` is n / n_eff of repeats
 * (1 without). Null on the bar or above 5,000.
 */
export function casesToDecideRate(
  rate: number,
  { bar, tolerance }: RateBar,
  perCase = 1,
): CasesToDecide | null {
  if (Math.abs(rate - bar) < 1e-9) return null;
  if (rate < bar) {
    return bounded(corrected(needed(rate, bar), rate - bar) * perCase, "fail");
  }
  const bound = corrected(needed(rate, bar - tolerance), rate - bar + tolerance);
  const point = corrected((ZB ** 2 * rate * (1 - rate)) / (rate - bar) ** 2, rate - bar);
  return bounded(Math.max(bound, point) * perCase, "pass");
}

function needed(rate: number, against: number): number {
  const alpha = Z1 * Math.sqrt(against * (1 - against));
  const beta = ZB * Math.sqrt(rate * (1 - rate));
  return ((alpha + beta) / (rate - against)) ** 2;
}

function corrected(cases: number, distance: number): number {
  if (cases === 0) return 0;
  return (cases / 4) * (1 + Math.sqrt(1 + 2 / (cases * Math.abs(distance)))) ** 2;
}

/** A difference of paired rates, and the share of the cases that differs. */
export type MeasuredPairs = { difference: number; changed: number };

/**
 * Shared cases needed to tell a difference of paired rates from −margin (R. J. Connor, Biometrics 43, 1987,
 * 207-211). `tail` is the error that the verdict allows on one side: 0.05 in a gate, 0.025 where a 95 %
 * interval decides. Null on the margin or above 5,000.
 */
export function casesToDecidePairs(
  measured: MeasuredPairs,
  margin: number,
  { perCase = 1, tail = 0.05 }: { perCase?: number; tail?: number } = {},
): CasesToDecide | null {
  const cases = pairsNeeded(measured, margin, tail);
  if (cases === null) return null;
  return bounded(cases * perCase, measured.difference > -margin ? "pass" : "fail");
}

/** The same without a limit; null on the margin, or when no case differs. */
export function pairsNeeded(
  { difference, changed }: MeasuredPairs,
  margin: number,
  tail: number,
): number | null {
  const distance = Math.abs(difference + margin);
  if (distance < 1e-9 || changed <= 0) return null;
  const alpha = standardNormalQuantile(1 - tail) * Math.sqrt(changed);
  const beta = ZB * Math.sqrt(Math.max(0, changed - difference ** 2));
  return ((alpha + beta) / distance) ** 2;
}

function bounded(cases: number, verdict: "pass" | "fail"): CasesToDecide | null {
  const whole = Math.ceil(cases - 1e-9);
  return Number.isFinite(whole) && whole <= MOST ? { cases: whole, verdict } : null;
}
