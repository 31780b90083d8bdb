import { LEAST_GROUP, tellsTooMuch } from "@/lib/eval-sets/least-group";
import type { Outcome } from "@/lib/runs/contract";
import { casesForTellableQuantile } from "@/lib/runs/holdout/withhold";
import { caseOutcome } from "@/lib/runs/results/case-outcome";
import { pairedMeanDifference } from "@/lib/stats/intervals/paired-difference";
import { pairedQuantileDifference } from "@/lib/stats/intervals/quantile-difference";
import { decidePairs, pairedPValue } from "@/lib/stats/verdicts/pair-gate";
import { type CasePair, hasVerdict, isJudged } from "./case-pair";
import { compareSegments } from "./compare-segments";
import type { ComparedCase, Comparison } from "./comparison-contract";
import { explainComparison } from "./explain-comparison";
import { type PackedSides, type SideColumns, unpackSides } from "./packed-sides";
import { pairCases, type SharedCases } from "./shared-cases";

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

/**
 * Two runs case by case, each case the mean of its answers; only cases that both have are compared. The verdict
 * is that of the 95 % interval, with errors counted against it. Lists take a case by its outcome. A thread does
 * it, over columns and pairs that cases share: as objects of their own they would take hundreds of megabytes.
 */
export function compareCases(packed: PackedComparison): Compared {
  const { segments, margin, tellable } = packed.options;
  const candidates = unpackSides(packed.candidates);
  const baselines = unpackSides(packed.baselines);
  const shared = pairCases(candidates, baselines);
  const { pairs, otherInput } = shared;
  const judged = pairs.filter(isJudged);
  const n = judged.length;
  const answered = ({ tallies }: SideColumns) => tallies.filter(hasVerdict).length;
  // Either run shows its own figures: what it has beside the shared cases must not be few.
  const wholes = [answered(candidates), answered(baselines)];
  const isHidden = tellable !== null && wholes.some((whole) => tellsTooMuch(n, whole));
  const tellableSegments =
    tellable === null
      ? segments
      : wholes.every((whole) => whole === n) && !isHidden
        ? tellable
        : [];
  const isChanged = (pair: CasePair, { was, is }: Change) =>
    isJudged(pair) && caseOutcome(pair.baseline) === was && caseOutcome(pair.candidate) === is;
  const countOf = (change: Change) =>
    isHidden ? null : pairs.filter((pair) => isChanged(pair, change)).length;
  const list = (change: Change) => listCases(candidates, shared, (pair) => isChanged(pair, change));
  const decision = isHidden ? null : decidePairs(pairs, margin, 0.025);
  return {
    newlyFailing: list(CHANGES.newlyFailing),
    newlyPassing: list(CHANGES.newlyPassing),
    stillFailing: list(CHANGES.stillFailing),
    counts: {
      newlyFailing: countOf(CHANGES.newlyFailing),
      newlyPassing: countOf(CHANGES.newlyPassing),
      stillFailing: countOf(CHANGES.stillFailing),
      stillPassing: countOf(CHANGES.stillPassing),
      errored: pairs.filter(({ candidate, baseline }) => candidate.errored + baseline.errored > 0)
        .length,
      otherInput,
      onlyCandidate: candidates.caseIds.length - pairs.length - otherInput,
      onlyBaseline: baselines.caseIds.length - pairs.length - otherInput,
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
    ...(isHidden ? noMeasures : measures({ candidates, baselines, shared }, tellable !== null)),
    verdict: decision?.verdict ?? "not_measured",
    verdictReason: isHidden ? HIDDEN : explainComparison(decision, margin),
    casesNeeded: decision?.toDecide?.cases ?? null,
    casesNeededVerdict: decision?.toDecide?.verdict ?? null,
    bySegment: compareSegments(pairs, segments, { margin, tellable: tellableSegments }),
  };
}

interface Change {
  was: Outcome;
  is: Outcome;
}

const CHANGES = {
  newlyFailing: { was: "passed", is: "failed" },
  newlyPassing: { was: "failed", is: "passed" },
  stillFailing: { was: "failed", is: "failed" },
  stillPassing: { was: "passed", is: "passed" },
} satisfies Record<string, Change>;

/** The first of the shared cases that are so. */
function listCases(
  { caseIds }: SideColumns,
  { pairs, places }: SharedCases,
  isSo: (pair: CasePair) => boolean,
): ComparedCase[] {
  const list: ComparedCase[] = [];
  for (const [index, pair] of pairs.entries()) {
    if (list.length === MOST_LISTED) break;
    const caseId = caseIds[places.candidate[index] ?? 0];
    if (caseId === undefined || pair.group.isWithheld || !isSo(pair)) continue;
    list.push({ caseId, kind: pair.group.kind, segments: [...pair.group.segments] });
  }
  return list;
}

const noMeasures = {
  latencyP50DifferenceMs: null,
  latencyP95DifferenceMs: null,
  latencyMeanDifferenceMs: null,
  costDifferenceUsd: null,
  baselineCostUsd: null,
};

/** Latency and cost of the cases that both runs have an answer to. An unknown cost leaves its pair out. */
function measures({ candidates, baselines, shared }: Sides, isHoldout: boolean) {
  const numbersOf = (of: Measure) => pairNumbers(candidates[of], baselines[of], shared);
  const [before, after] = numbersOf("latencyMs");
  const [costBefore, costAfter] = numbersOf("costUsd");
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

interface Sides {
  candidates: SideColumns;
  baselines: SideColumns;
  shared: SharedCases;
}

type Measure = "latencyMs" | "costUsd";

/** What is known of a shared case in both runs, before and after. */
function pairNumbers(
  ours: Float64Array,
  theirs: Float64Array,
  { pairs, places }: SharedCases,
): [number[], number[]] {
  const before: number[] = [];
  const after: number[] = [];
  for (let index = 0; index < pairs.length; index++) {
    const one = theirs[places.baseline[index] ?? 0] ?? Number.NaN;
    const two = ours[places.candidate[index] ?? 0] ?? Number.NaN;
    if (Number.isNaN(one) || Number.isNaN(two)) continue;
    before.push(one);
    after.push(two);
  }
  return [before, after];
}
