import type { ExperimentCell } from "@/lib/experiments/contract";

type Spent = Pick<ExperimentCell, "costUsd" | "progress">;

/** What all cells will have cost if their answers go on costing what they did; null while one has none of known cost. */
export function expectedCost(cells: readonly Spent[]): number | null {
  return cells.reduce<number | null>((sum, { costUsd, progress: { done, total } }) => {
    if (sum === null || costUsd === null || !done) return null;
    return sum + (costUsd / done) * total;
  }, 0);
}
