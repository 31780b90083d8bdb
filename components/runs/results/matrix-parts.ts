import type { RunTab } from "@/components/runs/use-run-address";
import type { Comparison } from "@/lib/runs/compare/comparison-contract";
import type { MatrixPart } from "@/lib/runs/queries";
import type { MatrixRow } from "@/lib/runs/results/matrix-contract";

const ONE: Record<Exclude<RunTab, "all">, MatrixPart> = {
  "newly-failing": { change: "newly-failing" },
  "newly-passing": { change: "newly-passing" },
  "still-failing": { change: "still-failing" },
  failing: { outcome: "failed" },
  passing: { outcome: "passed" },
  errors: { outcome: "errored" },
};

interface Shown {
  tab: RunTab;
  isCompared: boolean;
  /** Of some cases there is nothing to compare. */
  hasUnpaired: boolean;
  /** Rows in the order of a column stand in no groups. */
  isSorted: boolean;
}

/** What a tab reads, in the order of its groups: what changed first, what stayed right last. */
export function partsOf({ tab, isCompared, hasUnpaired, isSorted }: Shown): MatrixPart[] {
  if (tab !== "all") return [ONE[tab]];
  if (isSorted) return [{}];
  if (!isCompared) return [{ outcome: "failed" }, { outcome: "errored" }, { outcome: "passed" }];
  return [
    { change: "newly-failing" },
    { change: "still-failing" },
    { change: "newly-passing" },
    { change: "errored" },
    { change: "still-passing" },
    ...(hasUnpaired ? [{}] : []),
  ];
}

/** Cases that the baseline lacks, and those whose output was made from another input. */
export const countUnpaired = (comparison: Pick<Comparison, "counts"> | null): number =>
  comparison ? comparison.counts.onlyCandidate + comparison.counts.otherInput : 0;

/** The group of a row in the tab of all cases. */
export function groupOf(row: MatrixRow, isCompared: boolean): string {
  const [ours, theirs] = row.cells;
  if (!isCompared) return ours?.outcome ?? "errored";
  return row.change ?? (theirs ? "other-input" : "only-here");
}
