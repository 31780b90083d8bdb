import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import { hasEnded } from "@/lib/runs/find-run";
import { chooseQueue, requeueRun, whyNotRetryable } from "@/lib/runs/retry-errors";
import type { ExperimentState } from "./contract";
import { findExperiment, loadCells } from "./find-experiment";

/** Calls again for the errors and the missing answers of every cell that has some; other cells stay as they are. */
export async function retryExperiment(actor: Actor, idOrNumber: string): Promise<ExperimentState> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { id, number } = await findExperiment(actor, idOrNumber);
  const cells = await loadCells({ id });
  const obstacles = cells.map(whyNotRetryable);
  const retryable = cells.filter((_, index) => obstacles[index] === null);
  if (retryable.length === 0) {
    const ended = cells.findIndex(hasEnded);
    const detail = obstacles[Math.max(0, ended)] ?? `Experiment ${number} has no errors to retry.`;
    throw new AppError("conflict", detail);
  }
  const queues = await Promise.all(retryable.map((run) => chooseQueue(actor, run)));
  return db.$transaction(async (tx) => {
    const runs: ExperimentState["runs"] = [];
    for (const [index, run] of retryable.entries()) {
      const queueName = queues[index];
      if (queueName) runs.push(await requeueRun(tx, actor, run, queueName));
    }
    await recordEvent(tx, actor, {
      type: "experiment.errors_retried",
      subject: { type: "experiment", id },
      data: { number, prompt: cells[0]?.prompt, runs: runs.map((run) => run.number) },
    });
    return { id, number, runs };
  });
}
