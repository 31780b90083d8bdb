import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, Prisma, type Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import { outputSchemaOf, parseStoredContent } from "@/lib/prompts/versioned-content";
import { addRunJobs } from "@/lib/runs/execute/add-run-jobs";
import { queueOf, recordedQueueOf } from "@/lib/runs/execute/execute-run";
import { readScorers } from "@/lib/runs/execute/run-scorers";
import { requireApprovedForHoldout } from "@/lib/runs/holdout/check-holdout";
import { takeLook } from "@/lib/runs/holdout/take-look";
import { isPublished } from "@/lib/runs/holdout/why-withheld";
import type { RunState } from "./change-contract";
import { withSchemaOf } from "./choose-scorers";
import { findRun, hasEnded, type RunRow } from "./find-run";
import { requireConnections } from "./start-run";

/**
 * Takes the errors of an ended run away and puts it back in the queue: it then calls for those and for
 * what it never came to. Passed and failed results stay as they are, and so does the record of the errors.
 */
export async function retryErrors(actor: Actor, idOrNumber: string): Promise<RunState> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const run = await findRun(actor, idOrNumber);
  const obstacle = whyNotRetryable(run);
  if (obstacle) throw new AppError("conflict", obstacle);
  const queueName = await chooseQueue(actor, run);
  return db.$transaction((tx) => requeueRun(tx, actor, run, queueName));
}

/** Where the run takes its turn; refuses one whose connection is gone. */
export async function chooseQueue(actor: Actor, run: RunRow): Promise<string> {
  if (run.recorded) return recordedQueueOf(actor);
  const { content } = await db.run.findUniqueOrThrow({ where: { id: run.id } });
  const connectionId = await requireConnections(actor, parseStoredContent(content));
  return connectionId ? queueOf({ connectionId }) : recordedQueueOf(actor);
}

/** Part of a transaction; the caller has asked `whyNotRetryable`. */
export async function requeueRun(
  tx: Tx,
  actor: Actor,
  run: RunRow,
  queueName: string,
): Promise<RunState> {
  if (run.split === "holdout") await lookAgain(tx, actor, run);
  const { count } = await tx.run.updateMany({
    where: { id: run.id, status: { in: ["completed", "cancelled", "failed"] } },
    data: { status: "queued", statusReason: null, endedAt: null, summary: Prisma.DbNull },
  });
  if (count === 0) throw new AppError("conflict", `Run ${run.number} is under way already.`);
  await tx.$executeRaw`
    insert into retried_result (id, run_id, case_row_id, repeat, error)
    select gen_random_uuid(), run_id, case_row_id, repeat, error from run_result
    where run_id = ${run.id}::uuid and outcome = 'errored'`;
  const removed = await tx.runResult.deleteMany({
    where: { runId: run.id, outcome: "errored" },
  });
  // Without a cap nobody counted along, so what the run has cost is the least that was spent.
  await tx.$executeRaw`
    update run set done = done - ${removed.count}::int, errored = 0, shard_watch = null,
      spent_usd = greatest(spent_usd, coalesce(cost_usd, 0))
    where id = ${run.id}::uuid`;
  await addRunJobs(tx, { runId: run.id, concurrency: run.concurrency, queueName });
  await recordEvent(tx, actor, {
    type: "run.errors_retried",
    subject: { type: "run", id: run.id },
    data: { number: run.number, errors: removed.count },
  });
  return { id: run.id, number: run.number, status: "queued" };
}

/** A retry sends holdout cases once more, so it needs what a new run needs. */
async function lookAgain(tx: Tx, actor: Actor, run: RunRow): Promise<void> {
  await tx.$queryRaw`select 1 from eval_set where id = ${run.evalSetId}::uuid for update`;
  const set = await tx.evalSet.findUniqueOrThrow({ where: { id: run.evalSetId } });
  const { content, scorers } = await tx.run.findUniqueOrThrow({ where: { id: run.id } });
  const target = parseStoredContent(content);
  await requireApprovedForHoldout(tx, actor, {
    projectId: actor.projectId,
    target,
    scorers: readScorers(scorers).map((spec) => withSchemaOf(outputSchemaOf(target), spec)),
  });
  await takeLook(tx, actor, set, { promptId: run.promptId, runId: run.id });
}

/** Why the errors of a run cannot be called again for, in words; null: they can. */
export function whyNotRetryable(run: RunRow): string | null {
  if (isPublished(run)) {
    return `The figures of holdout run ${run.number} are shown, and after a retry the difference would tell single cases. Start a new run instead.`;
  }
  if (!hasEnded(run)) {
    return `Run ${run.number} is under way; wait for its end or cancel it.`;
  }
  if (run.errored === 0 && run.done >= run.total) {
    return `Run ${run.number} has no errors to retry.`;
  }
  if (run.maxCostUsd !== null && run.costUsd !== null && run.costUsd >= run.maxCostUsd) {
    return `Run ${run.number} has used up its cost cap of $${run.maxCostUsd}. Raise the cap first.`;
  }
  if (run.experiment?.isSpent) {
    return `Experiment ${run.experiment.number} has used up its cost cap. Raise the cap first.`;
  }
  return null;
}
