import {
  correctForGate,
  correctShare,
  type JudgeErrors,
} from "@/lib/stats/intervals/corrected-rate";
import type { Bounded } from "@/lib/stats/intervals/difference-interval";
import { effectiveCount, momentsOf } from "@/lib/stats/intervals/repeated-rate";
import { intervalVerdict } from "./interval-verdict";
import type { CaseTally, RateBar, RateDecision } from "./rate-gate";

export interface CorrectedDecision extends RateDecision {
  /** The share that people would pass, with its 95 % interval. */
  corrected: Bounded;
  /** The share that the judge passes. */
  raw: number;
  /** Labels of these answers that the correction rests on; 0: the rates of the calibration are carried over. */
  labels: number;
}

/**
 * Verdict of what a judge said of cases, each the mean of its answers, on a bar: of the share that people would pass.
 * `isMore` false: at most so many may pass, so that the good side is what fails. Errors are what neither says: a pass
 * must hold with each of them on the bad side, a fail with each on the good one. Null: no case has an answer, or the
 * judge's errors are not known.
 */
export function decideCorrectedRate(
  cases: readonly CaseTally[],
  bar: RateBar,
  { errors, isMore }: { errors: JudgeErrors; isMore: boolean },
): CorrectedDecision | null {
  const moments = momentsOf(
    cases.map(({ passed, failed }) => ({ passed, answers: passed + failed })),
  );
  const judged = effectiveCount(moments, 0.05);
  const shown = effectiveCount(moments);
  if (!judged || !shown) return null;
  const bounds = correctForGate({ passed: judged.k, n: judged.n }, errors);
  const corrected = correctShare({ passed: shown.k, n: shown.n }, errors);
  if (!bounds || !corrected) return null;
  const good = isMore ? bounds : complementOf(bounds);
  const lost = meanOf(cases.map(errorShare));
  const worst = mix(good, lost, 0);
  const best = mix(good, lost, 1);
  const { bar: least, tolerance } = bar;
  const isPass = intervalVerdict(worst, least, tolerance) === "pass";
  const isFail = intervalVerdict(best, least, tolerance) === "fail";
  const verdict = isPass ? "pass" : isFail ? "fail" : "inconclusive";
  const withoutErrors = intervalVerdict(good, least, tolerance);
  const { value, low, high, labels } = corrected;
  return {
    verdict,
    value: good.value,
    low: worst.low,
    high: best.high,
    n: moments.n,
    errored: cases.reduce((sum, { errored }) => sum + errored, 0),
    withoutErrors: withoutErrors === verdict ? null : withoutErrors,
    perCase: moments.n / judged.n,
    corrected: { value, low, high },
    raw: judged.value,
    labels,
  };
}

const complementOf = ({ value, low, high }: Bounded): Bounded => ({
  value: 1 - value,
  low: 1 - high,
  high: 1 - low,
});

function errorShare({ passed, failed, errored }: CaseTally): number {
  const answers = passed + failed + errored;
  return answers === 0 ? 0 : errored / answers;
}

/** With this share of the cases at `end` in place of where the others are. */
const mix = ({ value, low, high }: Bounded, share: number, end: number): Bounded => ({
  value: value * (1 - share) + share * end,
  low: low * (1 - share) + share * end,
  high: high * (1 - share) + share * end,
});

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
