import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import type { UpdateRun } from "./change-contract";
import type { Run } from "./contract";
import { findRun, hasEnded } from "./find-run";
import { getRun } from "./get-run";

/** Names a run, or moves the cost cap of one that stands still. */
export async function updateRun(
  actor: Actor,
  idOrNumber: string,
  { title, maxCostUsd }: UpdateRun,
): Promise<Run> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const run = await findRun(actor, idOrNumber);
  if (maxCostUsd !== undefined && !hasEnded(run)) {
    throw new AppError(
      "conflict",
      `Run ${run.number} is under way with its cap; cancel it, change the cap and retry.`,
    );
  }
  if (maxCostUsd !== undefined && run.experiment) {
    throw new AppError(
      "conflict",
      `Run ${run.number} shares the cost cap of experiment ${run.experiment.number}. Change the cap there.`,
    );
  }
  await db.$transaction(async (tx) => {
    await tx.run.update({
      where: { id: run.id },
      data: {
        ...(title === undefined ? {} : { title }),
        ...(maxCostUsd === undefined ? {} : { maxCostUsd }),
      },
    });
    await recordEvent(tx, actor, {
      type: "run.updated",
      subject: { type: "run", id: run.id },
      data: { number: run.number, title, maxCostUsd },
    });
  });
  return getRun(actor, run.id);
}
