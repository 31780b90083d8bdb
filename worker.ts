import { EventEmitter } from "node:events";
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import {
  Logger,
  parseCrontab,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import { pool } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/http/log";
import { crontab, taskList } from "@/lib/jobs/task-list";
import {
  beatLease,
  freeUnknown,
  handBackJobs,
  type InterruptedJob,
  takeLease,
} from "@/lib/jobs/worker-lease";
import { startAlertLoop } from "@/lib/metrics/alerts/alert-loop";
import { startCheckpointLoop } from "@/lib/notifications/checkpoint-loop";
import { startScoringLoop } from "@/lib/online-scorers/scoring-loop";
import { startRolloutLoop } from "@/lib/releases/rollout-loop";
import { startRollupLoop } from "@/lib/traces/rollup-loop";

const BEAT_MS = 2_000;
const FREE_UNKNOWN_MS = 30_000;
/** Jobs that look at their signal end soon after it. */
const ABORT_AFTER_MS = 200;
/** Others are handed back as they are. */
const STOP_WITHIN_MS = 3_000;

const { GALLEY_DATA_DIR, GALLEY_PORT, GALLEY_WORKER, GALLEY_WORKER_CONCURRENCY } = env();
/** The seat of this worker: one that is started again in its place frees what the last one held. */
const slot = `${hostname()}:${GALLEY_DATA_DIR}:${GALLEY_PORT}:${GALLEY_WORKER}`;
const poolIds: string[] = [];

const events: WorkerEvents = new EventEmitter();
events.on("pool:create", ({ workerPool }) => {
  poolIds.push(workerPool.id);
  beat();
});
events.on("job:error", ({ job, error }) => {
  log().error({ err: error, task: job.task_identifier, attempt: job.attempts }, "a job failed");
});

const activeJobs = new Map<string, InterruptedJob>();
const finishedJobs = new Set<string>();
events.on("job:start", ({ job: { id, attempts } }) => activeJobs.set(id, { id, attempts }));
events.on("job:complete", ({ job: { id } }) => activeJobs.delete(id));
events.on("job:success", ({ job: { id } }) => {
  if (isStopping) finishedJobs.add(id);
});

function beat(): void {
  beatLease(slot, poolIds).catch((error: unknown) => log().warn({ err: error }, "no heartbeat"));
}

let isStopping = false;
const timers: NodeJS.Timeout[] = [];
/** Ends of the loops. */
const loops: (() => Promise<void>)[] = [];

async function start(): Promise<Runner> {
  await takeLease(slot);
  const runner = await run({
    pgPool: pool,
    concurrency: GALLEY_WORKER_CONCURRENCY,
    // Payloads come from `addJob`, which knows their types; the library itself says `unknown`.
    taskList: taskList as TaskList,
    parsedCronItems: parseCrontab(crontab),
    events,
    logger: new Logger(() => (level, message) => {
      if (level === "error" || level === "warning") log().warn(`job queue: ${message}`);
    }),
    noHandleSignals: true,
    pollInterval: 1_000,
    gracefulShutdownAbortTimeout: ABORT_AFTER_MS,
  });
  timers.push(setInterval(beat, BEAT_MS), setInterval(free, FREE_UNKNOWN_MS));
  if (GALLEY_WORKER === 1) {
    loops.push(
      ...[startRollupLoop(), startAlertLoop(), startScoringLoop(), startCheckpointLoop()],
      startRolloutLoop(),
    );
  }
  runner.promise.catch((error: unknown) => {
    if (!isStopping) fail(error);
  });
  return runner;
}

function free(): void {
  freeUnknown().catch((error: unknown) => log().warn({ err: error }, "locks not freed"));
}

function fail(error: unknown): void {
  log().error({ err: error }, "the worker ends");
  const reason = error instanceof Error ? error.message : String(error);
  const leave = () => process.exit(1);
  if (process.send) process.send({ failed: reason }, leave);
  else leave();
}

const starting = start();

async function shutDown(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  const runner = await starting.catch(() => null);
  const interrupted = [...activeJobs.values()];
  for (const timer of timers) clearInterval(timer);
  const stopping = [runner?.stop(), ...loops.map((stop) => stop())];
  await Promise.race([Promise.allSettled(stopping), pause(STOP_WITHIN_MS)]);
  const unfinished = interrupted.filter(({ id }) => !finishedJobs.has(id));
  await handBackJobs(slot, unfinished).catch(() => {});
  process.exit(0);
}

process.on("SIGTERM", shutDown);
process.on("SIGINT", shutDown);
process.on("disconnect", shutDown);

starting.then(() => {
  log().info({ slot, concurrency: GALLEY_WORKER_CONCURRENCY }, "worker ready");
  process.send?.("ready");
}, fail);
