import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import type { RunState } from "./contract";
import { findRun } from "./find-run";

/** Stops a run; its worker notices within a moment, keeps what is done and counts it. */
export async function cancelRun(actor: Actor, idOrNumber: string): Promise<RunState> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const run = await findRun(actor, idOrNumber);
  return db.$transaction(async (tx) => {
    const { count } = await tx.run.updateMany({
      where: { id: run.id, status: { in: ["queued", "running"] } },
      data: {
        status: "cancelled",
        statusReason: `Cancelled by ${actor.name}.`,
        endedAt: new Date(),
      },
    });
    if (count === 0) throw new AppError("conflict", `Run ${run.number} has ended already.`);
    await recordEvent(tx, actor, {
      type: "run.cancelled",
      subject: { type: "run", id: run.id },
      data: { number: run.number },
    });
    return { id: run.id, number: run.number, status: "cancelled" };
  });
}
