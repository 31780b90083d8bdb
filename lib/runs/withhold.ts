import { LEAST_GROUP } from "@/lib/eval-sets/split-counts";
import type { LabelMatrix, RunSummary } from "./contract";

/**
 * A summary of holdout cases for whoever may not see them: nothing about groups of 1 to 4 cases, also none
 * that subtraction from the whole would give away, and no confusion of single cases.
 */
export function withholdSmallGroups(summary: RunSummary): RunSummary {
  const total = summary.cases.n;
  return {
    ...summary,
    bySegment: summary.bySegment.map((group) =>
      tellsTooMuch(group.n, total) ? withheld(group) : group,
    ),
    byKind: withholdParts(summary.byKind),
    labels: summary.labels.map(withholdLabels),
  };
}

const isSmall = (n: number): boolean => n > 0 && n < LEAST_GROUP;

/** A group, or the rest of the cases without it, is too small to be told. */
export const tellsTooMuch = (n: number, total: number): boolean => isSmall(n) || isSmall(total - n);

/** Parts that add up to the whole: what is withheld must be five cases or more together. */
function withholdParts<Group extends { n: number }>(parts: readonly Group[]): Group[] {
  const hidden = new Set(parts.filter(({ n }) => isSmall(n)));
  const others = parts.filter((part) => part.n > 0 && !hidden.has(part)).sort((a, b) => a.n - b.n);
  const sum = () => [...hidden].reduce((cases, { n }) => cases + n, 0);
  for (const part of others) if (isSmall(sum())) hidden.add(part);
  return parts.map((part) => (hidden.has(part) ? withheld(part) : part));
}

/** Whether there are too few cases even for the whole. */
export const isTooSmall = (summary: Pick<RunSummary, "cases">): boolean =>
  summary.cases.n < LEAST_GROUP;

const withheld = <Group extends { n: number }>(group: Group): Group => ({
  ...group,
  passRate: null,
  passed: null,
  failed: null,
  errored: null,
  withheld: true,
});

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
