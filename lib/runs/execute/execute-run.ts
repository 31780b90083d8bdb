import "server-only";
import { db } from "@/lib/db/client";
import { openModels } from "@/lib/executions/open-models";
import { log } from "@/lib/http/log";
import { addJob } from "@/lib/jobs/add-job";
import { listModels } from "@/lib/prompts/versioned-content";
import { type Alone, beginAlone } from "./begin-alone";
import { endRun } from "./end-run";
import { fatalReason } from "./fatal-reason";
import { type Lane, laneConcurrency, laneQueue, ONLY_LANE } from "./lane";
import { loadRunPlan } from "./load-run-plan";
import { type CasePlace, loadCases } from "./run-cases";
import { watchShard } from "./watch-shard";
import { workThrough } from "./work-through";

/** Answers of one job. Jobs of one connection stand in one queue, so runs take turns after each. */
const SHARD = 1_000;

export interface RunJob {
  runId: string;
  /** Which part of the cases it goes through; all of them without it. */
  lane?: Lane;
  /** The last case of the shard before this one. */
  after?: CasePlace;
}

export interface ExecuteOptions {
  signal: AbortSignal;
  timeoutMs?: number;
  /** The queue will not try again: a run that cannot go on must say so. */
  isLastAttempt?: boolean;
}

/**
 * Works through one shard of a run and adds the job of the next. Whatever has a result is left alone, so
 * a job that runs again after a crash, or beside another one, repeats nothing that was stored.
 */
export async function executeRun(job: RunJob, options: ExecuteOptions): Promise<void> {
  try {
    await executeShard(job, options);
  } catch (error) {
    log().error({ err: error, runId: job.runId }, "a shard of a run broke");
    if (options.isLastAttempt) {
      const reason = "Galley could not continue this run. The worker's log has the reason.";
      await endRun(job.runId, { status: "failed", reason });
    }
    throw error;
  }
}

async function executeShard(job: RunJob, options: ExecuteOptions): Promise<void> {
  const whole = await loadRunPlan(job.runId);
  if (!whole) return;
  const { lane = ONLY_LANE } = job;
  const plan = { ...whole, concurrency: laneConcurrency(whole.concurrency, lane) };
  const models = openModels(plan.projectId);
  const [first] = plan.recorded ? [] : listModels(plan.target);
  const shard = watchShard(plan.id, lane, job.after?.id ?? "start");
  const size = Math.max(1, Math.floor(SHARD / plan.repeats));
  const [model, start, ahead] = await Promise.all([
    first ? models(first.provider) : null,
    shard.start(),
    // One more than the shard tells whether it is the last one.
    loadCases({ ...plan, caseRowIds: plan.whatIf?.caseRowIds ?? null, lane }, job.after, size + 1),
  ]);
  if (first && !model) {
    const reason = `The model connection “${first.provider}” no longer exists.`;
    return endRun(plan.id, { status: "failed", reason });
  }
  if (start.kind === "fatal") {
    await endRun(plan.id, { status: "failed", reason: await fatalReason(plan, start.caseRowId) });
    return shard.forget();
  }
  const cases = ahead.slice(0, size);
  const work = async (alone: Alone | null) => {
    await shard.open();
    try {
      return await workThrough(plan, models, cases, { ...options, alone });
    } finally {
      await shard.close();
    }
  };
  const stop = await (start.isSuspect ? beginAlone(shard, plan.concurrency, work) : work(null));
  if (stop?.kind === "ended") return endRun(plan.id, stop);
  // Somebody cancelled it: the results that came in the meantime still count.
  if (stop?.kind === "left") return endRun(plan.id, null);
  const last = cases.at(-1);
  if (!stop && (!last || ahead.length <= size)) {
    const isEnd = await shard.finishLane();
    return isEnd ? endRun(plan.id, { status: "completed", reason: null }) : undefined;
  }
  const next = stop || !last ? job : { ...job, after: { position: last.position, id: last.id } };
  const queueName = laneQueue(model ? queueOf(model) : recordedQueueOf(plan), lane);
  await addJob(db, "execute-run", next, { queueName, maxAttempts: 25 });
}

export const queueOf = ({ connectionId }: { connectionId: string }) => `connection:${connectionId}`;

/** Recorded runs of a project take turns, and wait for no model. */
export const recordedQueueOf = ({ projectId }: { projectId: string }) => `recorded:${projectId}`;
