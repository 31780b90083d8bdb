import { type AnswerParts, answerCase } from "./answer-case";
import { callModel } from "./call-model";
import type { CallPace } from "./call-pace";
import { makeJudge } from "./judge-answers";
import type { Recordings } from "./load-recordings";
import type { RunPlan } from "./load-run-plan";
import type { JudgeCall } from "./result-row";
import type { ResultWriter } from "./result-writer";
import { type RunCase, unitKey } from "./run-cases";
import { type makeRunModels, type OpenModel, withRecordings } from "./run-models";
import { scoreRecording } from "./score-recording";
import type { Semaphore } from "./semaphore";
import type { ShardStop } from "./shard-stop";

/** `model` is null for a recorded run. */
export type Models = { model: OpenModel | null; models: ReturnType<typeof makeRunModels> };

/** One repeat of one case: what a run asks once. */
export interface Unit {
  each: RunCase;
  repeat: number;
}

interface Shard {
  shard: ShardStop;
  pace: CallPace;
  semaphore: Semaphore;
  writer: ResultWriter;
  timeoutMs: number;
  recordings: Recordings;
}

/** Asks the model, scores its answer, stores the result and counts what it costs; one function per shard. */
export function makeAnswerUnit(
  plan: RunPlan,
  { model, models }: Models,
  { shard, pace, semaphore, writer, timeoutMs, recordings }: Shard,
) {
  const spend = makeBudget(plan, (reason) =>
    shard.stop({ kind: "ended", status: "cancelled", reason }, { cutsCalls: false }),
  );
  const onJudgeCall = (call: JudgeCall) => {
    writer.addJudgeCall(call);
    spend(call.costUsd);
  };
  const options = {
    signal: shard.calls,
    timeoutMs,
    pace,
    backOff: (waitMs: number) => semaphore.backOff(waitMs, shard.calls),
  };
  const parts = {
    projectId: plan.projectId,
    content: plan.content,
    scorers: plan.scorers,
    judge: plan.hasJudge ? makeJudge(models, { ...options, onCall: onJudgeCall }) : undefined,
  };
  const askAndScore = ({ each, repeat }: Unit, asked: OpenModel) => {
    const provider = plan.useCache
      ? withRecordings(asked, { projectId: plan.projectId, repeat })
      : asked.provider;
    const call: AnswerParts["call"] = (request) => callModel(provider, request, options);
    return answerCase({ ...parts, call }, each, repeat);
  };

  return async (unit: Unit): Promise<void> => {
    const row = await (model
      ? askAndScore(unit, model)
      : scoreRecording(parts, unit, recordings.get(unitKey(unit.each.id, unit.repeat))));
    // What was cut off has no result: it is called again when the run goes on.
    if (shard.calls.aborted && row.outcome === "errored") return;
    spend(row.recorded || plan.recorded ? 0 : row.costUsd);
    writer.add(row);
    const { error } = row;
    if (error?.reason === "auth" || error?.reason === "blocked") {
      shard.stop({ kind: "ended", status: "failed", reason: error.message }, { cutsCalls: true });
    }
  };
}

/** Counts what a run costs; `onEmpty` is told when that reaches its cap, which an earlier shard may have done. */
function makeBudget({ costUsd, maxCostUsd }: RunPlan, onEmpty: (reason: string) => void) {
  let spentUsd = costUsd ?? 0;
  const spend = (amountUsd: number | null) => {
    spentUsd += amountUsd ?? 0;
    if (maxCostUsd !== null && spentUsd >= maxCostUsd) {
      onEmpty(`Stopped at its cost cap of $${maxCostUsd}. Raise the cap and retry.`);
    }
  };
  spend(0);
  return spend;
}
