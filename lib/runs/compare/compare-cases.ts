import { LEAST_GROUP, tellsTooMuch } from "@/lib/eval-sets/least-group";
import type { Outcome } from "@/lib/runs/contract";
import { casesForTellableQuantile } from "@/lib/runs/holdout/withhold";
import { caseOutcome } from "@/lib/runs/results/case-outcome";
import { pairedMeanDifference } from "@/lib/stats/intervals/paired-difference";
import { pairedQuantileDifference } from "@/lib/stats/intervals/quantile-difference";
import { decidePairs, pairedPValue } from "@/lib/stats/verdicts/pair-gate";
import {
  type CasePair,
  type CaseSide,
  type ComparableCase,
  hasVerdict,
  isJudged,
} from "./case-pair";
import { compareSegments } from "./compare-segments";
import type { ComparedCase, Comparison } from "./comparison-contract";
import { explainComparison } from "./explain-comparison";
import { type PackedSides, unpackSides } from "./packed-sides";

export interface ComparisonOptions {
  segments: readonly string[];
  margin: number;
  /** Of holdout cases that the asker may not see: the segments whose figures both runs show. Null: all of it. */
  tellable: readonly string[] | null;
}

const MOST_LISTED = 1_000;

const HIDDEN = `A comparison of holdout runs shows nothing when fewer than ${LEAST_GROUP} cases are shared, or when 1 to ${LEAST_GROUP - 1} have a verdict in one run only: those could be told by subtraction.`;

export interface PackedComparison {
  candidates: PackedSides;
  baselines: PackedSides;
  options: ComparisonOptions;
}

type Compared = Omit<Comparison, "candidate" | "baseline" | "warnings" | "withheld">;

/** What a thread does of `compareCases`. */
export const comparePacked = ({ candidates, baselines, options }: PackedComparison): Compared =>
  compareCases(unpackSides(candidates), unpackSides(baselines), options);

/**
 * Two runs case by case, each case the mean of its answers; only cases that both have are compared. The verdict
 * is that of the 95 % interval, with errors counted against it. Lists take a case by its outcome.
 */
export function compareCases(
  candidates: readonly ComparableCase[],
  baselines: readonly CaseSide[],
  { segments, margin, tellable }: ComparisonOptions,
): Compared {
  const others = new Map(baselines.map((side) => [side.caseId, side]));
  const pairs = candidates.flatMap((candidate): CasePair[] => {
    const baseline = others.get(candidate.caseId);
    return baseline ? [{ candidate, baseline }] : [];
  });
  const judged = pairs.filter(isJudged);
  const n = judged.length;
  const answered = (sides: readonly CaseSide[]) => sides.filter(hasVerdict).length;
  // Either run shows its own figures: what it has beside the shared cases must not be few.
  const wholes = [answered(candidates), answered(baselines)];
  const isHidden = tellable !== null && wholes.some((whole) => tellsTooMuch(n, whole));
  const tellableSegments =
    tellable === null
      ? segments
      : wholes.every((whole) => whole === n) && !isHidden
        ? tellable
        : [];
  const changed = (was: Outcome, is: Outcome) =>
    judged.filter(
      ({ candidate, baseline }) => caseOutcome(baseline) === was && caseOutcome(candidate) === is,
    );
  const lists = {
    newlyFailing: changed("passed", "failed"),
    newlyPassing: changed("failed", "passed"),
    stillFailing: changed("failed", "failed"),
    stillPassing: changed("passed", "passed"),
  };
  const countOf = (list: readonly CasePair[]) => (isHidden ? null : list.length);
  const decision = isHidden ? null : decidePairs(pairs, margin, 0.025);
  return {
    newlyFailing: listed(lists.newlyFailing),
    newlyPassing: listed(lists.newlyPassing),
    stillFailing: listed(lists.stillFailing),
    counts: {
      newlyFailing: countOf(lists.newlyFailing),
      newlyPassing: countOf(lists.newlyPassing),
      stillFailing: countOf(lists.stillFailing),
      stillPassing: countOf(lists.stillPassing),
      errored: pairs.filter(({ candidate, baseline }) => candidate.errored + baseline.errored > 0)
        .length,
      onlyCandidate: candidates.length - pairs.length,
      onlyBaseline: baselines.length - pairs.length,
    },
    n,
    passRateDifference: decision && {
      value: decision.value,
      low: decision.low,
      high: decision.high,
      n,
    },
    pValue: isHidden ? null : pairedPValue(pairs),
    decidedBy: "interval",
    ...(isHidden ? noMeasures : measures(pairs, tellable !== null)),
    verdict: decision?.verdict ?? "not_measured",
    verdictReason: isHidden ? HIDDEN : explainComparison(decision, margin),
    casesNeeded: decision?.toDecide?.cases ?? null,
    casesNeededVerdict: decision?.toDecide?.verdict ?? null,
    bySegment: compareSegments(pairs, segments, { margin, tellable: tellableSegments }),
  };
}

const listed = (pairs: readonly CasePair[]): ComparedCase[] =>
  pairs
    .filter(({ candidate }) => !candidate.isWithheld)
    .slice(0, MOST_LISTED)
    .map(({ candidate: { caseId, kind, segments } }) => ({
      caseId,
      kind,
      segments: [...segments],
    }));

const noMeasures = {
  latencyP50DifferenceMs: null,
  latencyP95DifferenceMs: null,
  latencyMeanDifferenceMs: null,
  costDifferenceUsd: null,
  baselineCostUsd: null,
};

/** Latency and cost of the cases that both runs have an answer to. An unknown cost leaves its pair out. */
function measures(pairs: readonly CasePair[], isHoldout: boolean) {
  const [before, after] = numbersOf(pairs, "latencyMs");
  const [costBefore, costAfter] = numbersOf(pairs, "costUsd");
  const quantile = (of: number) =>
    isHoldout && before.length < casesForTellableQuantile(of)
      ? null
      : pairedQuantileDifference(before, after, of);
  return {
    latencyP50DifferenceMs: quantile(0.5),
    latencyP95DifferenceMs: quantile(0.95),
    latencyMeanDifferenceMs: meanDifference(before, after),
    costDifferenceUsd: meanDifference(costBefore, costAfter),
    baselineCostUsd:
      costBefore.length > 0
        ? costBefore.reduce((sum, cost) => sum + cost, 0) / costBefore.length
        : null,
  };
}

function meanDifference(before: readonly number[], after: readonly number[]) {
  const difference = pairedMeanDifference(after.map((one, index) => one - (before[index] ?? 0)));
  if (!difference) return null;
  const { value, low, high, n } = difference;
  return { value, low, high, n };
}

function numbersOf(pairs: readonly CasePair[], of: "latencyMs" | "costUsd"): [number[], number[]] {
  const before: number[] = [];
  const after: number[] = [];
  for (const { candidate, baseline } of pairs) {
    const [one, two] = [baseline[of], candidate[of]];
    if (one === null || two === null) continue;
    before.push(one);
    after.push(two);
  }
  return [before, after];
}
