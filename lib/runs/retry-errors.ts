import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import { addJob } from "@/lib/jobs/add-job";
import { ModelRef } from "@/lib/providers/contract";
import type { RunState } from "./contract";
import { queueOf } from "./execute-run";
import { findRun, hasEnded, type RunRow } from "./find-run";
import { findConnection } from "./start-run";

/**
 * Takes the errors of an ended run away and puts it back in the queue: it then calls for those and for
 * what it never came to. Passed and failed results stay as they are.
 */
export async function retryErrors(actor: Actor, idOrNumber: string): Promise<RunState> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const run = await findRun(actor, idOrNumber);
  requireRetryable(run);
  const { provider } = ModelRef.parse(run.model);
  const connection = await findConnection(actor, provider, "model.provider");
  return db.$transaction(async (tx) => {
    const { count } = await tx.run.updateMany({
      where: { id: run.id, status: { in: ["completed", "cancelled", "failed"] } },
      data: { status: "queued", statusReason: null, endedAt: null, summary: Prisma.DbNull },
    });
    if (count === 0) throw new AppError("conflict", `Run ${run.number} is under way already.`);
    const removed = await tx.runResult.deleteMany({
      where: { runId: run.id, outcome: "errored" },
    });
    await tx.run.update({
      where: { id: run.id },
      data: { done: { decrement: removed.count }, errored: 0 },
    });
    const queueName = queueOf({ connectionId: connection.id });
    await addJob(tx, "execute-run", { runId: run.id }, { queueName, maxAttempts: 25 });
    await recordEvent(tx, actor, {
      type: "run.errors_retried",
      subject: { type: "run", id: run.id },
      data: { number: run.number, errors: removed.count },
    });
    return { id: run.id, number: run.number, status: "queued" };
  });
}

function requireRetryable(run: RunRow): void {
  if (!hasEnded(run)) {
    throw new AppError(
      "conflict",
      `Run ${run.number} is under way; wait for its end or cancel it.`,
    );
  }
  if (run.errored === 0 && run.done >= run.total) {
    throw new AppError("conflict", `Run ${run.number} has no errors to call again for.`);
  }
  if (run.maxCostUsd !== null && run.costUsd !== null && run.costUsd >= run.maxCostUsd) {
    throw new AppError(
      "conflict",
      `Run ${run.number} has used up its cost cap of $${run.maxCostUsd}. Raise the cap first.`,
    );
  }
}
