import { type AnswerParts, answerCase } from "./answer-case";
import { callModel } from "./call-model";
import type { CallPace } from "./call-pace";
import { makeJudge } from "./judge-answers";
import type { RunPlan } from "./load-run-plan";
import type { JudgeCall } from "./result-row";
import type { ResultWriter } from "./result-writer";
import type { RunCase } from "./run-cases";
import { type makeRunModels, type OpenModel, withRecordings } from "./run-models";
import type { Semaphore } from "./semaphore";
import type { ShardStop } from "./shard-stop";

export type Models = { model: OpenModel; models: ReturnType<typeof makeRunModels> };

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
}

/** Asks the model, scores its answer, stores the result and counts what it costs; one function per shard. */
export function makeAnswerUnit(
  plan: RunPlan,
  { model, models }: Models,
  { shard, pace, semaphore, writer, timeoutMs }: Shard,
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
  const partsOf = (repeat: number): AnswerParts => {
    const provider = plan.useCache
      ? withRecordings(model, { projectId: plan.projectId, repeat })
      : model.provider;
    return {
      projectId: plan.projectId,
      content: plan.content,
      scorers: plan.scorers,
      judges: plan.judges,
      judge: plan.hasJudge ? makeJudge(models, { ...options, onCall: onJudgeCall }) : undefined,
      call: (request) => callModel(provider, request, options),
    };
  };

  return async ({ each, repeat }: Unit): Promise<void> => {
    const row = await answerCase(partsOf(repeat), each, repeat);
    // What was cut off has no result: it is called again when the run goes on.
    if (shard.calls.aborted && row.outcome === "errored") return;
    spend(row.recorded ? 0 : row.costUsd);
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
