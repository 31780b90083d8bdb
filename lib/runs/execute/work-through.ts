import "server-only";
import { makeCallPace } from "@/lib/executions/call-pace";
import type { FindModel } from "@/lib/executions/open-models";
import { pause } from "@/lib/executions/pause";
import { loadStepResults } from "@/lib/runs/what-if/load-overrides";
import { makeAnswerUnit, type Unit } from "./answer-unit";
import type { Alone } from "./begin-alone";
import { loadRecordedOutputs } from "./load-recorded-outputs";
import type { RunPlan } from "./load-run-plan";
import { ResultWriter } from "./result-writer";
import { loadFinishedCases, type RunCase, unitKey } from "./run-cases";
import { BACKING_OFF_PER_CALL, makeSemaphore, type Semaphore } from "./semaphore";
import { makeShardStop, type ShardStop, type Stop } from "./shard-stop";

/**
 * The first calls of a shard start this far apart, all within `RAMP_MS`. Started at once they would come back
 * at once, and each would wait for the others to be handled, round after round.
 */
const RAMP_STEP_MS = 1;
const RAMP_MS = 60;

interface Options {
  signal: AbortSignal;
  timeoutMs?: number;
  alone: Alone | null;
}

/** Asks for every answer of these cases that has no result yet. Null: all are there; else why it stopped. */
export async function workThrough(
  plan: RunPlan,
  models: FindModel,
  cases: readonly RunCase[],
  { signal, timeoutMs, alone }: Options,
): Promise<Stop | null> {
  const [done, recordedOutputs, earlierSteps] = await Promise.all([
    plan.hasResults ? loadFinishedCases(plan.id, cases) : new Set<string>(),
    plan.recorded ? loadRecordedOutputs(plan.id, cases) : null,
    plan.whatIf ? loadStepResults(plan.whatIf.ofRunId, plan.whatIf.caseRowIds) : null,
  ]);
  const pace = makeCallPace(plan.concurrency);
  const semaphore = makeSemaphore(pace.limit, plan.concurrency * BACKING_OFF_PER_CALL);
  const shard = makeShardStop(signal, semaphore.wake);
  const writer = new ResultWriter(plan, (line) => {
    if (line?.status !== "running") shard.stop({ kind: "left" }, { cutsCalls: true });
  });
  const answer = makeAnswerUnit(plan, {
    ...{ models, shard, pace, semaphore, writer, timeoutMs, recordedOutputs, earlierSteps },
  });
  const isToDo = (key: string) => !done.has(key) && (recordedOutputs?.has(key) ?? true);
  const units = unitsOf(cases, plan.repeats, isToDo);
  try {
    await answerAll(units, { concurrency: plan.concurrency, semaphore, shard, answer, alone });
  } finally {
    shard.release();
    await writer.close();
  }
  return shard.reason();
}

interface Work {
  concurrency: number;
  semaphore: Semaphore;
  shard: ShardStop;
  answer: (unit: Unit) => Promise<void>;
  alone: Alone | null;
}

/** As many at a time as the semaphore lets in, until there are no more or the shard stops. */
async function answerAll(units: Iterable<Unit>, work: Work): Promise<void> {
  const { semaphore, shard, answer, alone } = work;
  const ramp = makeRamp(work.concurrency);
  const open = new Set<Promise<void>>();
  let broken: unknown = null;
  for (const unit of units) {
    await semaphore.acquire();
    await ramp(shard.calls);
    if (shard.reason() || broken) break;
    if (alone && alone.left > 0) await alone.begin(unit.each.id);
    const answered = answer(unit)
      .catch((error: unknown) => {
        broken ??= error;
        shard.cutCalls();
      })
      .finally(() => {
        semaphore.release();
        open.delete(answered);
      });
    open.add(answered);
    if (alone && alone.left > 0) {
      await answered;
      alone.left -= 1;
      if (alone.left === 0) await alone.end();
    }
  }
  await Promise.all(open);
  if (broken) throw broken;
}

/** Holds each of the first calls until its turn. */
function makeRamp(concurrency: number) {
  const startedAt = performance.now();
  const stepMs = Math.min(RAMP_STEP_MS, RAMP_MS / concurrency);
  let started = 0;
  return async (signal: AbortSignal): Promise<void> => {
    if (started >= concurrency) return;
    const earlyMs = startedAt + started++ * stepMs - performance.now();
    if (earlyMs > 0) await pause(earlyMs, signal);
  };
}

function* unitsOf(
  cases: readonly RunCase[],
  repeats: number,
  isToDo: (key: string) => boolean,
): Iterable<Unit> {
  for (const each of cases) {
    for (let repeat = 1; repeat <= repeats; repeat++) {
      if (isToDo(unitKey(each.id, repeat))) yield { each, repeat };
    }
  }
}
