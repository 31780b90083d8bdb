import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import { hasEnded } from "@/lib/runs/find-run";
import type { Experiment, UpdateExperiment } from "./contract";
import { findExperiment, loadCells } from "./find-experiment";
import { getExperiment } from "./reads";

/** Moves the cost cap of an experiment that stands still. */
export async function updateExperiment(
  actor: Actor,
  idOrNumber: string,
  { maxCostUsd }: UpdateExperiment,
): Promise<Experiment> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { id, number } = await findExperiment(actor, idOrNumber);
  const cells = await loadCells({ id });
  if (!cells.every(hasEnded)) {
    throw new AppError(
      "conflict",
      `Experiment ${number} is under way with its cap; cancel it, change the cap and retry.`,
    );
  }
  await db.$transaction(async (tx) => {
    // Without a cap nobody counted along, so what the runs have cost is the least that was spent.
    await tx.$executeRaw`
      update experiment set max_cost_usd = ${maxCostUsd}::numeric, spent_usd = greatest(spent_usd,
        (select coalesce(sum(cost_usd), 0) from run where experiment_id = ${id}::uuid))
      where id = ${id}::uuid`;
    await recordEvent(tx, actor, {
      type: "experiment.updated",
      subject: { type: "experiment", id },
      data: { number, prompt: cells[0]?.prompt, maxCostUsd },
    });
  });
  return getExperiment(actor, id);
}
