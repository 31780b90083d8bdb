import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { getEvalSet } from "@/lib/eval-sets/reads";
import { checkHoldoutRun } from "@/lib/runs/holdout/list-holdout-approvals";
import type { HoldoutPlan, StartHoldoutRuns } from "./holdout-contract";
import { findHoldoutRun, type HoldoutCell, loadHoldoutCells } from "./load-holdout-cells";

/** What it takes to confirm a cell on the holdout: looks, money, and what an admin has to approve before. */
export async function getHoldoutPlan(
  actor: Actor,
  idOrNumber: string,
  chosen: StartHoldoutRuns,
): Promise<HoldoutPlan> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { cells } = await loadHoldoutCells(actor, idOrNumber, chosen);
  const set = await getEvalSet(actor, cells[0].run.evalSet);
  const runs = await Promise.all(cells.map((cell) => findHoldoutRun(cell, set)));
  const missing = cells.filter((_, index) => runs[index] === null);
  const checks = await Promise.all(missing.map(({ input }) => checkHoldoutRun(actor, input)));
  const problems = checks.flatMap((check) => check.problems);
  return {
    cells: cells.map(({ ref }, index) => ({ ...ref, run: runs[index] ?? null })),
    cases: set.counts.holdout,
    looks: missing.length,
    holdoutLooks: set.holdoutLooks,
    holdoutBudget: set.holdoutBudget,
    estimatedCostUsd: estimateCost(missing, set.counts.holdout),
    problems: problems.filter(
      ({ message }, at) => problems.findIndex((other) => other.message === message) === at,
    ),
  };
}

function estimateCost(cells: readonly HoldoutCell[], cases: number): number | null {
  const costs = cells.map(({ run: { costUsd, done, repeats } }) =>
    costUsd === null || done === 0 ? null : (costUsd / done) * cases * repeats,
  );
  return costs.reduce<number | null>(
    (sum, cost) => (sum === null || cost === null ? null : sum + cost),
    0,
  );
}
