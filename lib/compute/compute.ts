import "server-only";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { Piscina } from "piscina";
import { AppError } from "@/lib/http/app-error";
import type { ThreadInput } from "./compute-thread";
import type { TaskName, Tasks } from "./tasks";
import { makeTurns, NoTurnError, type Turns } from "./turns";

/** What is slower than this is refused. */
export const DEADLINE_MS = 5_000;
/** For a thread that does not begin at all. */
const START_MS = 30_000;
const MEMORY_MB = 256;
const THREADS = 2;
/** A thread takes about 50 MB, which an import that follows a comparison would otherwise add to. */
const IDLE_MS = 10_000;

/**
 * Steps of about a nanosecond that are done in the caller's own thread: at most a few milliseconds, where
 * sending the input to another thread would cost more than it saves.
 */
export const SMALL_STEPS = 2_000_000;

/** What people read when a task takes too long or too much memory: what was stopped, and what to shorten. */
const ADVICE: { [Name in TaskName]: { work: string; advice: string } } = {
  compareCases: { work: "Comparing the runs", advice: "Compare runs with fewer cases." },
  compareCells: { work: "Comparing the cells", advice: "Use an eval set with fewer cases." },
  completeBaseline: { work: "Reading the prompt", advice: "Shorten it." },
  embedBaseline: { work: "Embedding the texts", advice: "Shorten them." },
  countTokens: { work: "Counting the tokens", advice: "Shorten the messages." },
  validateTools: {
    work: "Checking the tools and the output schema",
    advice: "Use smaller JSON Schemas.",
  },
  runScript: { work: "Running the script", advice: "Use a script that does less." },
  scoreLeaves: {
    work: "Scoring the answer",
    advice: "Use smaller patterns, schemas and settings, or fewer scorers.",
  },
  diffVersions: { work: "Comparing the versions", advice: "Shorten the messages." },
  findRuleProblems: { work: "Checking the rules", advice: "Use smaller patterns." },
  matchSchema: {
    work: "Checking against the JSON Schema",
    advice: "Use a smaller schema, or shorten the value.",
  },
  groupAlike: { work: "Grouping the failures", advice: "Sort some of them first." },
  redactBatches: {
    work: "Redacting the traces",
    advice: "Send fewer in one request, or ask an admin for simpler patterns.",
  },
  findScorerProblems: {
    work: "Checking the scorers",
    advice: "Use smaller patterns and schemas, or fewer scorers.",
  },
};

export interface ComputeOptions {
  /** One project never takes all threads. */
  projectId: string;
  /** An upper bound, where the caller knows one; without it the work goes to a thread. */
  steps?: number;
  signal?: AbortSignal;
  deadlineMs?: number;
  /** Parts of the input that the caller gives away: they are moved to the thread and not copied. */
  transfer?: readonly ArrayBuffer[];
}

interface Shared {
  pool: Piscina;
  turns: Turns;
}

/** Next and the server's own bundle are two module graphs in one process: they share the threads. */
const shared = globalThis as { galleyCompute?: Shared };

/**
 * Does work whose cost a user chooses, such as tokenising or matching patterns, in a worker thread with a
 * deadline and a memory cap. Over either it is a 422 that says what to shorten; with too much waiting
 * already a 503.
 */
export async function compute<Name extends TaskName>(
  name: Name,
  input: Parameters<Tasks[Name]>[0],
  options: ComputeOptions,
): Promise<Awaited<ReturnType<Tasks[Name]>>> {
  if (options.steps !== undefined && options.steps <= SMALL_STEPS) {
    const { loadTask } = await import("./tasks");
    const task = await loadTask(name);
    return task(input);
  }
  shared.galleyCompute ??= open();
  const { pool, turns } = shared.galleyCompute;
  return turns
    .take(options.projectId, () => runInThread(pool, name, input, options))
    .catch(toAppError);
}

function open(): Shared {
  // Read by itself: pure tests have none of the rest of the environment.
  const isWorker = process.env.GALLEY_ROLE === "worker";
  return {
    pool: new Piscina({
      filename: threadFile(),
      minThreads: 0,
      maxThreads: THREADS,
      idleTimeout: IDLE_MS,
      // Requests come first where both want the processor.
      niceIncrement: 5,
      recordTiming: false,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 16 },
    }),
    // The answers of a run wait for their turn; a person gets to know that they have to.
    turns: makeTurns(
      isWorker
        ? { atOnce: THREADS, perOwner: THREADS - 1 }
        : {
            atOnce: THREADS,
            perOwner: THREADS - 1,
            waiting: 32,
            waitingPerOwner: 8,
            waitMs: 10_000,
          },
    ),
  };
}

/** Beside the process's own bundle; tests have none and build the thread alone. */
function threadFile(): string {
  const beside = join(dirname(process.argv[1] ?? "."), "compute.js");
  return existsSync(beside) ? beside : join(process.cwd(), "dist/test/compute.js");
}

async function runInThread<Name extends TaskName>(
  pool: Piscina,
  name: Name,
  input: unknown,
  { signal, deadlineMs = DEADLINE_MS, transfer = [] }: ComputeOptions,
): Promise<Awaited<ReturnType<Tasks[Name]>>> {
  const startTime = new SharedArrayBuffer(8);
  const deadline = new AbortController();
  const cancelDeadline = abortAfter(deadline, deadlineMs, new Float64Array(startTime));
  const stop = signal ? AbortSignal.any([deadline.signal, signal]) : deadline.signal;
  const task: ThreadInput = { name, input, startTime };
  try {
    return await pool.run(task, { signal: stop, transferList: [...transfer] });
  } catch (error) {
    const { work, advice } = ADVICE[name];
    if (deadline.signal.aborted) {
      const seconds = deadlineMs / 1_000;
      throw new AppError(
        "invalid",
        `${work} took more than ${seconds} seconds and was stopped. ${advice}`,
      );
    }
    if (isOutOfMemory(error)) {
      throw new AppError(
        "invalid",
        `${work} took more than ${MEMORY_MB} MB of memory and was stopped. ${advice}`,
      );
    }
    throw error;
  } finally {
    cancelDeadline();
  }
}

/** Counts from when the task began: a thread that starts on a busy machine takes its time. */
function abortAfter(
  deadline: AbortController,
  deadlineMs: number,
  startTime: Float64Array,
): () => void {
  const sentAt = Date.now();
  let timer = setTimeout(check, deadlineMs);
  function check() {
    const begunAt = startTime[0] || sentAt + START_MS - deadlineMs;
    const leftMs = begunAt + deadlineMs - Date.now();
    if (leftMs <= 0) deadline.abort();
    else timer = setTimeout(check, Math.min(leftMs, deadlineMs));
  }
  return () => clearTimeout(timer);
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && Reflect.get(error, "code") === "ERR_WORKER_OUT_OF_MEMORY";

function toAppError(error: unknown): never {
  if (!(error instanceof NoTurnError)) throw error;
  throw new AppError(
    "unavailable",
    "Galley is busy with other computations. Try again in a few seconds.",
    { retryAfterSeconds: 5 },
  );
}
