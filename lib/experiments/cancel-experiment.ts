import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import { stopRun } from "@/lib/runs/cancel-run";
import type { ExperimentState } from "./contract";
import { findExperiment, loadCells } from "./find-experiment";

/** Stops every cell that is under way; what is done stays and is counted. */
export async function cancelExperiment(actor: Actor, idOrNumber: string): Promise<ExperimentState> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { id, number } = await findExperiment(actor, idOrNumber);
  const cells = await loadCells({ id });
  return db.$transaction(async (tx) => {
    const runs: ExperimentState["runs"] = [];
    for (const run of cells) {
      if (await stopRun(tx, actor, run)) {
        runs.push({ id: run.id, number: run.number, status: "cancelled" });
      }
    }
    if (runs.length === 0)
      throw new AppError("conflict", `Experiment ${number} has ended already.`);
    await recordEvent(tx, actor, {
      type: "experiment.cancelled",
      subject: { type: "experiment", id },
      data: { number, prompt: cells[0]?.prompt, runs: runs.map((run) => run.number) },
    });
    return { id, number, runs };
  });
}
