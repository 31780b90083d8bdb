import { LEAST_GROUP } from "@/lib/eval-sets/split-counts";
import { casesNeeded } from "@/lib/stats/cases-needed";
import { comparisonVerdict } from "@/lib/stats/comparison-verdict";
import { holmCorrection } from "@/lib/stats/holm-correction";
import { mcnemarExact } from "@/lib/stats/mcnemar-exact";
import { pairedMeanDifference, pairedQuantileDifference } from "@/lib/stats/paired-bootstrap";
import { type PairedCounts, pairedRateDifference } from "@/lib/stats/rate-difference";
import { rate } from "@/lib/stats/wilson-interval";
import type { ComparedCase, ComparedSegment, Comparison } from "./comparison-contract";
import type { Outcome } from "./contract";
import { tellsTooMuch } from "./withhold";

/** One case in one run, its repeats taken together: verdict by majority, means over its answers. */
export interface CaseSide {
  caseId: string;
  verdict: Outcome;
  latencyMs: number | null;
  costUsd: number | null;
}

export interface ComparableCase extends CaseSide {
  kind: string;
  segments: readonly string[];
  /** Counted, and never named. */
  isWithheld: boolean;
}

interface Pair {
  candidate: ComparableCase;
  baseline: CaseSide;
}

export interface ComparisonOptions {
  segments: readonly string[];
  margin: number;
  /** Say nothing about groups of 1 to 4 cases. */
  withholdsSmall: boolean;
}

const MOST_LISTED = 1_000;

export interface ComparedInput {
  candidates: readonly ComparableCase[];
  baselines: readonly CaseSide[];
  options: ComparisonOptions;
}

type Compared = Omit<Comparison, "candidate" | "baseline" | "warnings" | "withheld">;

/** Two runs case by case. Only cases that both have are compared; pure, so that it can be tested alone. */
export function compareCases(
  candidates: readonly ComparableCase[],
  baselines: readonly CaseSide[],
  { segments, margin, withholdsSmall }: ComparisonOptions,
): Compared {
  const others = new Map(baselines.map((side) => [side.caseId, side]));
  const pairs = candidates.flatMap((candidate): Pair[] => {
    const baseline = others.get(candidate.caseId);
    return baseline ? [{ candidate, baseline }] : [];
  });
  const judged = pairs.filter(hasVerdicts);
  const counts = countPairs(judged);
  const n = judged.length;
  const isHidden = withholdsSmall && n > 0 && n < LEAST_GROUP;
  const difference = isHidden ? null : pairedRateDifference(counts);
  const errored = pairs.length - n;
  const { verdict, reason } = comparisonVerdict({
    difference,
    plannedPairs: pairs.length,
    erroredPairs: errored,
    margin,
  });
  const listed = (was: Outcome, is: Outcome): ComparedCase[] =>
    judged
      .filter(({ candidate, baseline }) => baseline.verdict === was && candidate.verdict === is)
      .filter(({ candidate }) => !candidate.isWithheld)
      .slice(0, MOST_LISTED)
      .map(({ candidate: { caseId, kind, segments: own } }) => ({
        caseId,
        kind,
        segments: [...own],
      }));
  return {
    newlyFailing: listed("passed", "failed"),
    newlyPassing: listed("failed", "passed"),
    stillFailing: listed("failed", "failed"),
    counts: {
      newlyFailing: isHidden ? null : counts.newlyFailing,
      newlyPassing: isHidden ? null : counts.newlyPassing,
      stillFailing: isHidden ? null : counts.bothFailed,
      stillPassing: isHidden ? null : counts.bothPassed,
      errored,
      onlyCandidate: candidates.length - pairs.length,
      onlyBaseline: baselines.length - pairs.length,
    },
    n,
    passRateDifference: difference,
    pValue: n === 0 || isHidden ? null : mcnemarExact(counts.newlyPassing, counts.newlyFailing),
    ...(isHidden ? noMeasures : measures(pairs)),
    verdict: isHidden ? "not_measured" : verdict,
    verdictReason: isHidden
      ? `Fewer than ${LEAST_GROUP} cases of a holdout are not shown.`
      : reason,
    casesNeeded: verdict === "inconclusive" ? casesNeeded({ ...counts, n }, { margin }) : null,
    bySegment: compareSegments(pairs, segments, { margin, withholdsSmall }),
  };
}

const hasVerdicts = ({ candidate, baseline }: Pair) =>
  candidate.verdict !== "errored" && baseline.verdict !== "errored";

function countPairs(judged: readonly Pair[]): PairedCounts {
  const counts = { bothPassed: 0, newlyPassing: 0, newlyFailing: 0, bothFailed: 0 };
  for (const { candidate, baseline } of judged) {
    const is = candidate.verdict === "passed";
    const was = baseline.verdict === "passed";
    if (is) counts[was ? "bothPassed" : "newlyPassing"]++;
    else counts[was ? "newlyFailing" : "bothFailed"]++;
  }
  return counts;
}

const noMeasures = {
  latencyP50DifferenceMs: null,
  latencyP95DifferenceMs: null,
  latencyMeanDifferenceMs: null,
  costDifferenceUsd: null,
  baselineCostUsd: null,
};

/** Latency and cost of the answers that both runs have. An unknown cost leaves its pair out. */
function measures(pairs: readonly Pair[]) {
  const [before, after] = numbersOf(pairs, "latencyMs");
  const [costBefore, costAfter] = numbersOf(pairs, "costUsd");
  return {
    latencyP50DifferenceMs: pairedQuantileDifference(before, after, 0.5),
    latencyP95DifferenceMs: pairedQuantileDifference(before, after, 0.95),
    latencyMeanDifferenceMs: pairedMeanDifference(before, after),
    costDifferenceUsd: pairedMeanDifference(costBefore, costAfter),
    baselineCostUsd:
      costBefore.length > 0
        ? costBefore.reduce((sum, cost) => sum + cost, 0) / costBefore.length
        : null,
  };
}

function numbersOf(pairs: readonly Pair[], of: "latencyMs" | "costUsd"): [number[], number[]] {
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

function compareSegments(
  pairs: readonly Pair[],
  names: readonly string[],
  { margin, withholdsSmall }: Pick<ComparisonOptions, "margin" | "withholdsSmall">,
): ComparedSegment[] {
  const total = pairs.filter(hasVerdicts).length;
  const measured = names.map((segment) => {
    const own = pairs.filter(({ candidate }) => candidate.segments.includes(segment));
    const judged = own.filter(hasVerdicts);
    const n = judged.length;
    const isHidden = withholdsSmall && tellsTooMuch(n, total);
    return { segment, own, n, counts: countPairs(judged), isHidden };
  });
  const pValues = measured.map(({ n, counts, isHidden }) =>
    n === 0 || isHidden ? null : mcnemarExact(counts.newlyPassing, counts.newlyFailing),
  );
  const adjusted = holmCorrection(pValues);
  return measured.map(({ segment, own, n, counts, isHidden }, index): ComparedSegment => {
    const difference = isHidden ? null : pairedRateDifference(counts);
    const { verdict, reason } = comparisonVerdict({
      difference,
      plannedPairs: own.length,
      erroredPairs: own.length - n,
      margin,
    });
    return {
      segment,
      n,
      baseline: isHidden ? null : rate(counts.bothPassed + counts.newlyFailing, n),
      candidate: isHidden ? null : rate(counts.bothPassed + counts.newlyPassing, n),
      difference,
      pValue: pValues[index] ?? null,
      adjustedPValue: adjusted[index] ?? null,
      verdict: isHidden ? "not_measured" : verdict,
      reason: isHidden ? `Fewer than ${LEAST_GROUP} holdout cases are not shown.` : reason,
      casesNeeded: verdict === "inconclusive" ? casesNeeded({ ...counts, n }, { margin }) : null,
      withheld: isHidden,
    };
  });
}
