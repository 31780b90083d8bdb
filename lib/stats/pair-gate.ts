import { pairedCaseDifference, pairedMeanDifference } from "./paired-difference";
import { pairedCountsDifference } from "./rate-difference";
import type { CaseTally, GateVerdict } from "./rate-gate";

/** The same case in both runs. */
export type TallyPair = { candidate: CaseTally; baseline: CaseTally };

export interface PairDecision {
  verdict: GateVerdict;
  /** Candidate minus baseline, in fractions or in the unit of the amounts. */
  value: number;
  /** Bounds; null: too few pairs. Errors count against the side that they could change. */
  low: number | null;
  high: number | null;
  n: number;
  errored: number;
  /** The verdict that it would be without the errors, where they stand in its way. */
  withoutErrors: GateVerdict | null;
}

/** Error allowed on one side: 0.05 for a gate, 0.025 where a 95 % interval decides. */
type Tail = 0.025 | 0.05;

const SAME = 1e-9;

/** Verdict of one-sided 95 % bounds of a difference (more is better) on a margin of 0 or more. */
export function decideDifference(
  { low, high }: { low: number | null; high: number | null },
  margin: number,
): GateVerdict {
  if (low !== null && low >= -margin - SAME) return "pass";
  if (high !== null && high < -margin - SAME) return "fail";
  return "inconclusive";
}

/**
 * Verdict on "not worse than the baseline by more than the margin" from the same cases in both runs: Tango's
 * score bounds, or Student's t on the differences of case means where cases were answered several times. A
 * pass must hold with every errored pair counted as newly failing, a fail with every one as newly passing.
 * Null when no case has an answer in both.
 */
export function decidePairs(
  pairs: readonly TallyPair[],
  margin: number,
  tail: Tail = 0.05,
): PairDecision | null {
  const complete = pairs.filter(({ candidate, baseline }) => hasAll(candidate) && hasAll(baseline));
  const partial = pairs.filter((pair) => !complete.includes(pair));
  const counted = pairs.filter(
    ({ candidate, baseline }) => hasAnswer(candidate) && hasAnswer(baseline),
  );
  if (counted.length === 0) return null;
  const plain = boundsOf(counted.map(differenceOf), isSingle(counted), tail);
  const base = complete.map(differenceOf);
  const worst = partial.length === 0 ? plain : withErrors(base, partial, -1, tail);
  const best = partial.length === 0 ? plain : withErrors(base, partial, 1, tail);
  const isPass = decideDifference(worst, margin) === "pass";
  const isFail = decideDifference(best, margin) === "fail";
  const verdict = isPass ? "pass" : isFail ? "fail" : "inconclusive";
  const withoutErrors = decideDifference(plain, margin);
  return {
    verdict,
    value: plain.value,
    low: worst.low,
    high: best.high,
    n: counted.length,
    errored: partial.length,
    withoutErrors: withoutErrors === verdict ? null : withoutErrors,
  };
}

function withErrors(
  base: readonly number[],
  partial: readonly TallyPair[],
  side: 1 | -1,
  tail: Tail,
) {
  const differences = [...base, ...partial.map((pair) => differenceWithErrors(pair, side))];
  return boundsOf(differences, differences.every(isWhole), tail);
}

/** Errors of the candidate count as failed on the worse side, and those of the baseline as passed. */
function differenceWithErrors({ candidate, baseline }: TallyPair, side: 1 | -1): number {
  return meanWith(candidate, side > 0) - meanWith(baseline, side < 0);
}

function meanWith({ passed, failed, errored }: CaseTally, errorsPass: boolean): number {
  return (passed + (errorsPass ? errored : 0)) / (passed + failed + errored);
}

const hasAnswer = ({ passed, failed }: CaseTally): boolean => passed + failed > 0;
const hasAll = (tally: CaseTally): boolean => hasAnswer(tally) && tally.errored === 0;
const meanOf = ({ passed, failed }: CaseTally): number => passed / (passed + failed);
const differenceOf = ({ candidate, baseline }: TallyPair): number =>
  meanOf(candidate) - meanOf(baseline);
const isWhole = (difference: number): boolean => Number.isInteger(difference);
const isSingle = (pairs: readonly TallyPair[]): boolean =>
  pairs.every(({ candidate, baseline }) => answersOf(candidate) === 1 && answersOf(baseline) === 1);
const answersOf = ({ passed, failed }: CaseTally): number => passed + failed;

function boundsOf(differences: readonly number[], single: boolean, tail: Tail) {
  const n = differences.length;
  const value = differences.reduce((sum, difference) => sum + difference, 0) / n;
  if (!single) {
    const { low = null, high = null } = pairedCaseDifference(differences, tail) ?? {};
    return { value, low, high };
  }
  const gained = differences.filter((difference) => difference > 0).length;
  const lost = differences.filter((difference) => difference < 0).length;
  return { value, ...pairedCountsDifference({ gained, lost, n }, 1 - 2 * tail) };
}

/**
 * Verdict on "an amount of which less is better did not grow by more than the margin", from pairs of case
 * means, baseline minus candidate as above by Student's t. Null without pairs.
 */
export function decideAmountPairs(
  differences: readonly number[],
  margin: number,
): PairDecision | null {
  const interval = pairedMeanDifference(
    differences.map((difference) => -difference),
    0.05,
  );
  if (!interval) return null;
  const { value, low, high, n } = interval;
  return {
    verdict: decideDifference({ low, high }, margin),
    value: -value,
    low: high === null ? null : -high,
    high: low === null ? null : -low,
    n,
    errored: 0,
    withoutErrors: null,
  };
}
