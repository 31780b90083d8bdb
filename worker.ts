import { EventEmitter } from "node:events";
import { hostname } from "node:os";
import { Logger, parseCrontab, run, type TaskList, type WorkerEvents } from "graphile-worker";
import { pool } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/http/log";
import { crontab, taskList } from "@/lib/jobs/task-list";
import { beatLease, dropLease, freeUnknown, takeLease } from "@/lib/jobs/worker-lease";

const BEAT_MS = 2_000;
const FREE_UNKNOWN_MS = 30_000;
const ABORT_AFTER_MS = 5_000;

const { GALLEY_DATA_DIR, GALLEY_PORT, GALLEY_WORKER_CONCURRENCY } = env();
/** The seat of this worker: one that is started again in its place frees what the last one held. */
const slot = `${hostname()}:${GALLEY_DATA_DIR}:${GALLEY_PORT}`;
const poolIds: string[] = [];

const events: WorkerEvents = new EventEmitter();
events.on("pool:create", ({ workerPool }) => {
  poolIds.push(workerPool.id);
  beat();
});
events.on("job:error", ({ job, error }) => {
  log().error({ err: error, task: job.task_identifier, attempt: job.attempts }, "a job failed");
});

function beat(): void {
  beatLease(slot, poolIds).catch((error: unknown) => log().error({ err: error }, "no heartbeat"));
}

await takeLease(slot);
const runner = await run({
  pgPool: pool,
  concurrency: GALLEY_WORKER_CONCURRENCY,
  // Payloads come from `addJob`, which knows their types; the library itself says `unknown`.
  taskList: taskList as TaskList,
  parsedCronItems: parseCrontab(crontab),
  events,
  logger: new Logger(() => (level, message) => {
    if (level === "error" || level === "warning") log().warn({ detail: message }, "job queue");
  }),
  noHandleSignals: true,
  pollInterval: 1_000,
  gracefulShutdownAbortTimeout: ABORT_AFTER_MS,
});
const beating = setInterval(beat, BEAT_MS);
const freeing = setInterval(() => {
  freeUnknown().catch((error: unknown) => log().error({ err: error }, "locks not freed"));
}, FREE_UNKNOWN_MS);

let isStopping = false;
async function shutDown(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  clearInterval(freeing);
  await runner.stop();
  clearInterval(beating);
  await dropLease(slot).catch(() => {});
  process.exit(0);
}

process.on("SIGTERM", shutDown);
process.on("SIGINT", shutDown);
process.on("disconnect", shutDown);
runner.promise.catch((error: unknown) => {
  if (isStopping) return;
  log().fatal({ err: error }, "the job queue ended");
  process.exit(1);
});
log().info({ slot, concurrency: GALLEY_WORKER_CONCURRENCY }, "worker ready");
process.send?.("ready");
