import type { FailureCategory } from "@/lib/runs/results/result-contract";

/** A project looks at three to five ways of failing at a time; with more of them nobody mends any. */
export const MOST_IN_USE = 5;

export function isInUse({
  state,
  archivedAt,
}: Pick<FailureCategory, "state" | "archivedAt">): boolean {
  return state !== "fixed" && archivedAt === null;
}
