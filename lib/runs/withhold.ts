import { LEAST_GROUP } from "@/lib/eval-sets/split-counts";
import type { LabelMatrix, RunSummary } from "./contract";

/**
 * A summary of holdout cases for whoever may not see them: nothing about groups of 1 to 4 cases, and no
 * confusion of single cases.
 */
export function withholdSmallGroups(summary: RunSummary): RunSummary {
  return {
    ...summary,
    bySegment: summary.bySegment.map(withholdGroup),
    byKind: summary.byKind.map(withholdGroup),
    labels: summary.labels.map(withholdLabels),
  };
}

/** Whether there are too few cases even for the whole. */
export const isTooSmall = (summary: Pick<RunSummary, "cases">): boolean =>
  summary.cases.n < LEAST_GROUP;

function withholdGroup<Group extends { n: number }>(group: Group): Group {
  if (group.n === 0 || group.n >= LEAST_GROUP) return group;
  return { ...group, passRate: null, passed: null, failed: null, errored: null, withheld: true };
}

function withholdLabels(matrix: LabelMatrix): LabelMatrix {
  const perLabel = matrix.perLabel.filter(({ support }) => support >= LEAST_GROUP);
  return {
    ...matrix,
    labels: perLabel.map(({ label }) => label),
    counts: [],
    other: [],
    perLabel,
  };
}
