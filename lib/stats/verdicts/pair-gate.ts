import {
  evidencePerCase,
  pairedCaseDifference,
  pairedMeanDifference,
  shareChanged,
} from "@/lib/stats/intervals/paired-difference";
import { pairedCountsDifference, pairedScorePValue } from "@/lib/stats/intervals/rate-difference";
import { type CasesToDecide, casesToDecidePairs } from "./cases-to-decide";
import { type Bounds, type GateVerdict, intervalVerdict, mirrored } from "./interval-verdict";
import { mcnemarExact } from "./mcnemar-exact";
import type { CaseTally } from "./rate-gate";

/** The same case in both runs. */
export type TallyPair = { candidate: CaseTally; baseline: CaseTally };

export interface PairDecision extends Bounds {
  verdict: GateVerdict;
  /** Candidate minus baseline, in fractions or in the unit of the amounts. */
  value: number;
  n: number;
  errored: number;
  /** The verdict that it would be without the errors, where they stand in its way. */
  withoutErrors: GateVerdict | null;
  toDecide: CasesToDecide | null;
}

/** Error allowed on one side: 0.05 for a gate, 0.025 where a 95 % interval decides, a share of it where several do. */
type Tail = number;

/** A difference with its bounds and the two-sided p of the test that these invert, against −margin. */
export type PairReading = Bounds & { value: number; p: number | null };

export interface PairReadings {
  plain: PairReading;
  /** Every errored pair counted as newly failing, and as newly passing. */
  worst: PairReading;
  best: PairReading;
  n: number;
  errored: number;
  /** Differences of the cases with an answer in both runs. */
  differences: readonly number[];
}

/**
 * The same cases in both runs, each the mean of its answers: Tango's score interval where each was answered
 * once, Student's t on the differences with repeats. Null when no case has an answer in both.
 */
export function computePairs(
  pairs: readonly TallyPair[],
  { margin = 0, tail = 0.025 }: { margin?: number; tail?: Tail } = {},
): PairReadings | null {
  const counted = pairs.filter(
    ({ candidate, baseline }) => hasAnswer(candidate) && hasAnswer(baseline),
  );
  if (counted.length === 0) return null;
  const options = { margin, tail };
  const differences = counted.map(differenceOf);
  const plain = readingOf(differences, isSingle(counted), options);
  const partial = pairs.filter((pair) => !isComplete(pair));
  const complete = partial.length === 0 ? [] : pairs.filter(isComplete).map(differenceOf);
  const withErrors = (side: 1 | -1) => {
    if (partial.length === 0) return plain;
    const all = [...complete, ...partial.map((pair) => differenceWithErrors(pair, side))];
    return readingOf(all, all.every(Number.isInteger), options);
  };
  return {
    plain,
    worst: withErrors(-1),
    best: withErrors(1),
    n: counted.length,
    errored: partial.length,
    differences,
  };
}

/**
 * Verdict on "not worse than the baseline by more than the margin". A pass must hold with every errored pair
 * counted as newly failing, a fail with every one as newly passing. Null when no case has an answer in both.
 */
export function decidePairs(
  pairs: readonly TallyPair[],
  margin: number,
  tail: Tail = 0.05,
): PairDecision | null {
  const readings = computePairs(pairs, { margin, tail });
  if (!readings) return null;
  const { plain, worst, best, n, errored, differences } = readings;
  const isPass = intervalVerdict(worst, -margin) === "pass";
  const isFail = intervalVerdict(best, -margin) === "fail";
  const verdict = isPass ? "pass" : isFail ? "fail" : "inconclusive";
  const withoutErrors = intervalVerdict(plain, -margin);
  return {
    verdict,
    value: plain.value,
    low: worst.low,
    high: best.high,
    n,
    errored,
    withoutErrors: withoutErrors === verdict ? null : withoutErrors,
    toDecide: verdict === "inconclusive" ? pairsToDecide(differences, { margin, tail }) : null,
  };
}

/** Cases that would decide, in all, if things stay as measured. */
export function pairsToDecide(
  differences: readonly number[],
  { margin, tail }: { margin: number; tail: number },
): CasesToDecide | null {
  const difference = meanOfAll(differences);
  return casesToDecidePairs({ difference, changed: shareChanged(differences) }, margin, {
    perCase: 1 / evidencePerCase(differences),
    tail,
  });
}

/** Two-sided p that there is no difference: the exact McNemar test, with repeats that of `computePairs`. */
export function pairedPValue(pairs: readonly TallyPair[]): number | null {
  const readings = computePairs(pairs);
  if (!readings || !pairs.every(isSingleOrNone)) return readings?.plain.p ?? null;
  const { gained, lost } = countsOf(readings.differences);
  return mcnemarExact(gained, lost);
}

/** Errors of the candidate count as failed on the worse side, and those of the baseline as passed. */
function differenceWithErrors({ candidate, baseline }: TallyPair, side: 1 | -1): number {
  return meanWith(candidate, side > 0) - meanWith(baseline, side < 0);
}

function meanWith({ passed, failed, errored }: CaseTally, errorsPass: boolean): number {
  return (passed + (errorsPass ? errored : 0)) / (passed + failed + errored);
}

const answersOf = ({ passed, failed }: CaseTally): number => passed + failed;
const hasAnswer = (tally: CaseTally): boolean => answersOf(tally) > 0;
const hasAll = (tally: CaseTally): boolean => hasAnswer(tally) && tally.errored === 0;
const isComplete = ({ candidate, baseline }: TallyPair): boolean =>
  hasAll(candidate) && hasAll(baseline);
const meanOf = ({ passed, failed }: CaseTally): number => passed / (passed + failed);
const differenceOf = ({ candidate, baseline }: TallyPair): number =>
  meanOf(candidate) - meanOf(baseline);
const isSingle = (pairs: readonly TallyPair[]): boolean =>
  pairs.every(({ candidate, baseline }) => answersOf(candidate) === 1 && answersOf(baseline) === 1);
const isSingleOrNone = ({ candidate, baseline }: TallyPair): boolean =>
  answersOf(candidate) <= 1 && answersOf(baseline) <= 1;
const meanOfAll = (differences: readonly number[]): number =>
  differences.reduce((sum, difference) => sum + difference, 0) / differences.length;

function readingOf(
  differences: readonly number[],
  single: boolean,
  { margin, tail }: { margin: number; tail: Tail },
): PairReading {
  const value = meanOfAll(differences);
  if (!single) {
    const { low, high, p } = pairedCaseDifference(differences, tail, -margin) ?? NOTHING;
    return { value, low, high, p };
  }
  const counts = countsOf(differences);
  const p = pairedScorePValue(counts, -margin);
  return { value, ...pairedCountsDifference(counts, 1 - 2 * tail), p };
}

const NOTHING = { low: null, high: null, p: null };

const countsOf = (differences: readonly number[]) => ({
  gained: differences.filter((difference) => difference > 0).length,
  lost: differences.filter((difference) => difference < 0).length,
  n: differences.length,
});

/**
 * Verdict on "an amount of which less is better did not grow by more than the margin", from pairs of case
 * means, candidate minus baseline, by Student's t. Null without pairs.
 */
export function decideAmountPairs(
  differences: readonly number[],
  margin: number,
): (Bounds & { verdict: GateVerdict }) | null {
  const interval = pairedMeanDifference(differences, 0.05);
  if (!interval) return null;
  const { low, high } = interval;
  return { verdict: intervalVerdict(mirrored(interval), -margin), low, high };
}
