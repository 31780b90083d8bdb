import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import type { RunState } from "./change-contract";
import { findRun, type RunRow } from "./find-run";

/** Stops a run; its worker notices within a moment, keeps what is done and counts it. */
export async function cancelRun(actor: Actor, idOrNumber: string): Promise<RunState> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const run = await findRun(actor, idOrNumber);
  return db.$transaction(async (tx) => {
    if (!(await stopRun(tx, actor, run))) {
      throw new AppError("conflict", `Run ${run.number} has ended already.`);
    }
    return { id: run.id, number: run.number, status: "cancelled" };
  });
}

/** Part of a transaction; false: the run has ended already. */
export async function stopRun(
  tx: Tx,
  actor: Actor,
  { id, number }: Pick<RunRow, "id" | "number">,
): Promise<boolean> {
  const { count } = await tx.run.updateMany({
    where: { id, status: { in: ["queued", "running"] } },
    data: {
      status: "cancelled",
      statusReason: `Cancelled by ${actor.name}.`,
      endedAt: new Date(),
    },
  });
  if (count === 0) return false;
  await recordEvent(tx, actor, {
    type: "run.cancelled",
    subject: { type: "run", id },
    data: { number },
  });
  return true;
}
