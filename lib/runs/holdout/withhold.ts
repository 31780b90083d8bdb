import { LEAST_GROUP } from "@/lib/eval-sets/least-group";
import type { LabelMatrix, Quantile, RunSummary, ScorerOutcome } from "@/lib/runs/summary-contract";
import type { HoldoutGroups } from "./holdout-groups";

/** So many cases are needed that five lie beyond a quantile: 10, 100 and 500 for p50, p95 and p99. */
const casesBeyond = (quantile: number): number => Math.round(LEAST_GROUP / (1 - quantile));

/** The bounds of a quantile's interval are values of single answers further out. */
export const casesForTellableQuantile = (quantile: number): number => 3 * casesBeyond(quantile);

const QUANTILES = { p50: 0.5, p95: 0.95, p99: 0.99 };

/**
 * A summary of holdout cases as everybody may see it: figures of all cases, and of the groups that can be
 * told together. No value here belongs to fewer than five cases: no extremes, no bins, no single labels.
 */
export function tellSummary(
  summary: RunSummary,
  { repeats, shownGroups }: { repeats: number; shownGroups: HoldoutGroups["told"] },
): RunSummary {
  const { cases, latency, cost } = summary;
  const scores = Object.entries(summary.scores).filter(([, score]) => isTellable(score, repeats));
  const shown = new Set(scores.map(([name]) => name));
  const quantile = (of: keyof typeof QUANTILES) =>
    tellQuantile(latency[of], cases.n - cases.errored, QUANTILES[of]);
  return {
    ...summary,
    // Over the cases that have all their answers, which could be a few less than all.
    repeats: null,
    scores: Object.fromEntries(scores.map(([name, score]) => [name, tellScore(score, repeats)])),
    latency: {
      p50: quantile("p50"),
      p95: quantile("p95"),
      p99: quantile("p99"),
      histogram: noBins,
    },
    cost: { ...cost, histogram: noBins },
    bySegment: summary.bySegment.map((group) =>
      shownGroups.segments.includes(group.segment) ? group : withheld(group),
    ),
    byKind: summary.byKind.map((group) =>
      shownGroups.kinds.includes(group.kind) ? group : withheld(group),
    ),
    labels: summary.labels.filter(({ scorer }) => shown.has(scorer)).map(withoutLabels),
  };
}

const noBins = { edges: [], counts: [], n: 0 };

/** Repeats of one case are answers, not cases. The names of a case's own scorers are part of its content. */
function isTellable({ n, notMeasured, ofCase }: ScorerOutcome, repeats: number): boolean {
  if (ofCase) return false;
  const least = LEAST_GROUP * repeats;
  return n >= least && (notMeasured === 0 || notMeasured >= least);
}

/**
 * A mean with all its digits would tell how many cases had each value, the name of a field what a case expects,
 * and the share of a few cases that should be refused which they are.
 */
function tellScore({ fields, refusal, ...score }: ScorerOutcome, repeats: number): ScorerOutcome {
  const { byField: _, ...counts } = fields ?? {};
  const least = LEAST_GROUP * repeats;
  const canSplit =
    (refusal?.overRefusal?.n ?? 0) >= least && (refusal?.missedRefusal?.n ?? 0) >= least;
  return {
    ...score,
    mean: score.mean === null ? null : Number(score.mean.toPrecision(3)),
    ...(fields ? { fields: counts as typeof fields } : {}),
    ...(refusal && canSplit ? { refusal } : {}),
  };
}

function tellQuantile(value: Quantile | null, cases: number, quantile: number): Quantile | null {
  if (value === null || cases < casesBeyond(quantile)) return null;
  const hasBounds = cases >= casesForTellableQuantile(quantile);
  return hasBounds ? value : { ...value, low: null, high: null };
}

function withheld<Group extends { n: number | null }>(group: Group): Group {
  return {
    ...group,
    n: null,
    passRate: null,
    passed: null,
    failed: null,
    errored: null,
    withheld: true,
  };
}

const withoutLabels = (matrix: LabelMatrix): LabelMatrix => ({
  ...matrix,
  labels: [],
  counts: [],
  other: [],
  perLabel: [],
  macroF1: null,
});
