import { exactBounds } from "@/lib/stats/intervals/exact-bounds";
import { type CaseAnswers, effectiveCount, momentsOf } from "@/lib/stats/intervals/repeated-rate";
import { type GateVerdict, intervalVerdict } from "./interval-verdict";

/** Rates at or above `bar` are wanted; `tolerance` was fixed with it and pays for chance. Fractions. */
export type RateBar = { bar: number; tolerance: number };

/** Answers to one case by their outcome. */
export type CaseTally = { passed: number; failed: number; errored: number };

const DEFAULT_TOLERANCE = 0.03;

/** 3 points, or half of what is left above a bar close to 100 %. */
export const defaultTolerance = (bar: number): number =>
  Math.min(DEFAULT_TOLERANCE, mostTolerance(bar));
export const mostTolerance = (bar: number): number => Math.max(0, (1 - bar) / 2);

export interface RateDecision {
  verdict: GateVerdict;
  /** Mean pass rate of the cases, errors left out. */
  value: number;
  /** With 95 % certainty the true rate is at least this (one-sided), errors counted as failed. */
  low: number;
  /** With 95 % certainty it is at most this (one-sided), errors counted as passed. */
  high: number;
  /** Cases with an answer. */
  n: number;
  /** Answers that are errors. */
  errored: number;
  /** The verdict that it would be without the errors, where they stand in its way. */
  withoutErrors: GateVerdict | null;
  /** Cases per independent trial, n / n_eff: 1 without repeats, less with repeats that differ. */
  perCase: number;
}

/**
 * Verdict of a count on a bar. `pass`: the rate is at or above the bar and its exact one-sided 95 % bound at
 * or above the bar minus the tolerance. `fail`: the upper bound is below the bar. So a version whose true
 * rate is the bar minus the tolerance or worse passes in at most 5 of 100 cases, and one that meets the bar
 * fails in at most 5.
 */
export function decideCount(
  { k, n }: { k: number; n: number },
  { bar, tolerance }: RateBar,
): GateVerdict {
  return intervalVerdict({ value: k / n, ...exactBounds(k, n) }, bar, tolerance);
}

/**
 * Verdict of cases, each the mean of its answers, on a bar. A pass must hold with every error counted as
 * failed and a fail with every error counted as passed. Null when no case has an answer.
 */
export function decideRate(cases: readonly CaseTally[], bar: RateBar): RateDecision | null {
  const plain = countOf(cases, "left out");
  if (!plain) return null;
  const errored = cases.reduce((sum, each) => sum + each.errored, 0);
  const worst = errored === 0 ? plain : (countOf(cases, "failed") ?? plain);
  const best = errored === 0 ? plain : (countOf(cases, "passed") ?? plain);
  const isPass = decideCount(worst, bar) === "pass";
  const isFail = decideCount(best, bar) === "fail";
  const verdict = isPass ? "pass" : isFail ? "fail" : "inconclusive";
  const withoutErrors = decideCount(plain, bar);
  const n = cases.filter(({ passed, failed }) => passed + failed > 0).length;
  return {
    verdict,
    value: plain.value,
    low: exactBounds(worst.k, worst.n).low,
    high: exactBounds(best.k, best.n).high,
    n,
    errored,
    withoutErrors: withoutErrors === verdict ? null : withoutErrors,
    perCase: n / plain.n,
  };
}

function countOf(cases: readonly CaseTally[], errors: "left out" | "failed" | "passed") {
  const answers = cases.map(({ passed, failed, errored }): CaseAnswers => {
    if (errors === "left out") return { passed, answers: passed + failed };
    const more = errors === "passed" ? errored : 0;
    return { passed: passed + more, answers: passed + failed + errored };
  });
  return effectiveCount(momentsOf(answers), 0.05);
}

/** The fewest passes of `n` with which a bar passes, one answer a case; null: not with `n` cases. */
export function passesFrom(n: number, bar: RateBar): number | null {
  if (n < 1 || decideCount({ k: n, n }, bar) !== "pass") return null;
  let low = 0;
  let high = n;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (decideCount({ k: middle, n }, bar) === "pass") high = middle;
    else low = middle;
  }
  return high;
}

/** The most passes of `n` with which a bar fails; null: not with `n` cases. */
export function failsTo(n: number, bar: RateBar): number | null {
  if (n < 1 || decideCount({ k: 0, n }, bar) !== "fail") return null;
  let low = 0;
  let high = n;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (decideCount({ k: middle, n }, bar) === "fail") low = middle;
    else high = middle;
  }
  return low;
}

/** The fewest cases with which a perfect result passes: ln 0.05 / ln(bar − tolerance); null: none can. */
export function fewestCasesToPass({ bar, tolerance }: RateBar): number | null {
  const least = bar - tolerance;
  if (least <= 0) return 1;
  return least >= 1 ? null : Math.ceil(Math.log(0.05) / Math.log(least) - 1e-9);
}
