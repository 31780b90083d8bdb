import "server-only";
import { setMaxListeners } from "node:events";
import { db } from "@/lib/db/client";
import { log } from "@/lib/http/log";
import { addJob } from "@/lib/jobs/add-job";
import { type AnswerParts, answerCase } from "./answer-case";
import { CALL_TIMEOUT_MS, callModel } from "./call-model";
import { makeCallPace } from "./call-pace";
import { endRun } from "./end-run";
import { fatalReason } from "./fatal-reason";
import { makeJudge } from "./judge-answers";
import { loadRunPlan, type RunPlan } from "./load-run-plan";
import type { JudgeCall } from "./result-row";
import { ResultWriter } from "./result-writer";
import { type CasePlace, loadCases, loadFinishedCases, type RunCase, unitKey } from "./run-cases";
import { makeRunModels, type OpenModel, withRecordings } from "./run-models";
import { makeSemaphore, pause } from "./semaphore";
import { type ShardWatcher, suspects, watchShard } from "./watch-shard";

/** Answers of one job. Jobs of one connection stand in one queue, so runs take turns after each. */
const SHARD = 1_000;
/** A provider that refuses much may have this many times `concurrency` calls waiting to try again. */
const BACKING_OFF_PER_CALL = 3;
/**
 * The first calls of a shard start this far apart, all within `RAMP_MS`. Started at once they would come back
 * at once, and each would wait for the others to be handled, round after round.
 */
const RAMP_STEP_MS = 2;
const RAMP_MS = 60;

export interface RunJob {
  runId: string;
  /** The last case of the shard before this one. */
  after?: CasePlace;
}

export interface ExecuteOptions {
  signal: AbortSignal;
  timeoutMs?: number;
  /** The queue will not try again: a run that cannot go on must say so. */
  isLastAttempt?: boolean;
}

/** Why a shard stopped before its end: what the run is told, or `null` when it goes on later. */
type Stop =
  | { kind: "paused" }
  | { kind: "left" }
  | { kind: "ended"; status: "failed" | "cancelled"; reason: string };

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
  const plan = await loadRunPlan(job.runId);
  if (!plan) return;
  const models = makeRunModels(plan.projectId);
  const model = await models(plan.content.model.provider);
  if (!model) {
    const reason = `The model connection “${plan.content.model.provider}” no longer exists.`;
    return endRun(plan.id, { status: "failed", reason });
  }
  const shard = watchShard(plan.id, job.after?.id ?? "start");
  const start = await shard.start();
  if (start.kind === "fatal") {
    await endRun(plan.id, { status: "failed", reason: await fatalReason(plan, start.caseRowId) });
    return shard.forget();
  }
  const size = Math.max(1, Math.floor(SHARD / plan.repeats));
  // One more than the shard tells whether it is the last one.
  const ahead = await loadCases(plan, job.after, size + 1);
  const cases = ahead.slice(0, size);
  const work = async (alone: Alone | null) => {
    await shard.open();
    try {
      return await workThrough(plan, { model, models }, cases, { ...options, alone });
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
    return endRun(plan.id, { status: "completed", reason: null });
  }
  const next =
    stop || !last ? job : { runId: plan.id, after: { position: last.position, id: last.id } };
  await addJob(db, "execute-run", next, { queueName: queueOf(model), maxAttempts: 25 });
}

/** Answers that are worked on one after the other, each named beforehand, until whatever was open has had its turn. */
interface Alone {
  left: number;
  begin: (caseRowId: string) => Promise<void>;
  end: () => Promise<void>;
}

/** Other suspects wait only until the answers that may have been the reason are there. */
function beginAlone<Result>(
  shard: ShardWatcher,
  concurrency: number,
  work: (alone: Alone) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    void suspects(
      () =>
        new Promise<void>((leave) => {
          const end = async () => {
            await shard.clear();
            leave();
          };
          const left = concurrency * (1 + BACKING_OFF_PER_CALL);
          work({ left, begin: shard.atCase, end }).then(resolve, reject).finally(leave);
        }),
    );
  });
}

export const queueOf = ({ connectionId }: { connectionId: string }) => `connection:${connectionId}`;

type Models = { model: OpenModel; models: ReturnType<typeof makeRunModels> };

async function workThrough(
  plan: RunPlan,
  { model, models }: Models,
  cases: readonly RunCase[],
  { signal, timeoutMs = CALL_TIMEOUT_MS, alone }: ExecuteOptions & { alone: Alone | null },
): Promise<Stop | null> {
  const done = await loadFinishedCases(plan.id, cases);
  const calls = new AbortController();
  // One listener per call under way is meant; Node warns from eleven on.
  setMaxListeners(0, calls.signal);
  const pace = makeCallPace(plan.concurrency);
  const semaphore = makeSemaphore(pace.limit, plan.concurrency * BACKING_OFF_PER_CALL);
  let stop: Stop | null = null;
  let spentUsd = plan.costUsd ?? 0;

  const finish = (why: Stop, cutsCalls: boolean) => {
    stop ??= why;
    if (cutsCalls) calls.abort();
    semaphore.wake();
  };
  const pauseHere = () => finish({ kind: "paused" }, true);
  signal.addEventListener("abort", pauseHere, { once: true });
  if (signal.aborted) pauseHere();
  const spend = (costUsd: number | null) => {
    spentUsd += costUsd ?? 0;
    if (plan.maxCostUsd !== null && spentUsd >= plan.maxCostUsd) {
      const reason = `Stopped at its cost cap of $${plan.maxCostUsd}. Raise the cap and retry.`;
      finish({ kind: "ended", status: "cancelled", reason }, false);
    }
  };
  spend(0);
  const writer = new ResultWriter(plan, (line) => {
    if (line?.status !== "running") finish({ kind: "left" }, true);
  });
  const judgeWith = (call: JudgeCall) => {
    writer.addJudgeCall(call);
    spend(call.costUsd);
  };

  const callOptions = { signal: calls.signal, timeoutMs, pace };
  const answer = async (each: RunCase, repeat: number) => {
    const provider = plan.useCache
      ? withRecordings(model, { projectId: plan.projectId, repeat })
      : model.provider;
    const backOff = (waitMs: number) => semaphore.backOff(waitMs, calls.signal);
    const parts: AnswerParts = {
      projectId: plan.projectId,
      content: plan.content,
      scorers: plan.scorers,
      judge: plan.hasJudge
        ? makeJudge(models, { ...callOptions, backOff, onCall: judgeWith })
        : undefined,
      call: (request) => callModel(provider, request, { ...callOptions, backOff }),
    };
    const row = await answerCase(parts, each, repeat);
    // What was cut off has no result: it is called again when the run goes on.
    if (calls.signal.aborted && row.outcome === "errored") return;
    spend(row.recorded ? 0 : row.costUsd);
    writer.add(row);
    const { error } = row;
    if (error?.reason === "auth" || error?.reason === "blocked") {
      finish({ kind: "ended", status: "failed", reason: error.message }, true);
    }
  };

  const open = new Set<Promise<void>>();
  let broken: unknown = null;
  const startedAt = performance.now();
  const rampStepMs = Math.min(RAMP_STEP_MS, RAMP_MS / plan.concurrency);
  let started = 0;
  try {
    for (const { each, repeat } of unitsOf(cases, plan.repeats, done)) {
      await semaphore.acquire();
      if (started < plan.concurrency) {
        const earlyMs = startedAt + started++ * rampStepMs - performance.now();
        if (earlyMs > 0) await pause(earlyMs, calls.signal);
      }
      if (stop || broken) break;
      if (alone && alone.left > 0) await alone.begin(each.id);
      const work = answer(each, repeat)
        .catch((error: unknown) => {
          broken ??= error;
          calls.abort();
        })
        .finally(() => {
          semaphore.release();
          open.delete(work);
        });
      open.add(work);
      if (alone && alone.left > 0) {
        await work;
        alone.left -= 1;
        if (alone.left === 0) await alone.end();
      }
    }
    await Promise.all(open);
  } finally {
    signal.removeEventListener("abort", pauseHere);
    await writer.close();
  }
  if (broken) throw broken;
  return stop;
}

function* unitsOf(cases: readonly RunCase[], repeats: number, done: ReadonlySet<string>) {
  for (const each of cases) {
    for (let repeat = 1; repeat <= repeats; repeat++) {
      if (!done.has(unitKey(each.id, repeat))) yield { each, repeat };
    }
  }
}
