import type { CallPace } from "@/lib/executions/call-pace";
import { execute } from "@/lib/executions/execute";
import type { StepOverrides } from "@/lib/executions/execute-options";
import { executionCostUsd, type ModelCall, spentUsd } from "@/lib/executions/execution";
import { makeEmbed } from "@/lib/executions/make-embed";
import { makeJudge } from "@/lib/executions/make-judge";
import type { FindModel } from "@/lib/executions/open-models";
import { withRecordings } from "@/lib/executions/recorded-answers";
import type { StepResult } from "@/lib/runs/step-contract";
import { overridesOf } from "@/lib/runs/what-if/load-overrides";
import { type AnswerParts, answerCase } from "./answer-case";
import { type Budget, makeBudget } from "./budget";
import type { RecordedOutputs } from "./load-recorded-outputs";
import type { RunPlan } from "./load-run-plan";
import type { ResultWriter } from "./result-writer";
import { type RunCase, unitKey } from "./run-cases";
import type { Semaphore } from "./semaphore";
import type { ShardStop } from "./shard-stop";

/** One repeat of one case: what a run asks once. */
export interface Unit {
  each: RunCase;
  repeat: number;
}

interface Shard {
  models: FindModel;
  shard: ShardStop;
  pace: CallPace;
  semaphore: Semaphore;
  writer: ResultWriter;
  timeoutMs: number | undefined;
  /** Of a recorded run: what is scored in place of calls. */
  recordedOutputs: RecordedOutputs | null;
  /** Of a what-if: the steps of its cases as they were before. */
  earlierSteps: ReadonlyMap<string, StepResult[]> | null;
}

/** Asks the model, scores its answer, stores the result and counts what it costs; one function per shard. */
export function makeAnswerUnit(
  plan: RunPlan,
  { models, shard, pace, semaphore, writer, timeoutMs, recordedOutputs, earlierSteps }: Shard,
) {
  const budget = makeBudget(plan, (reason) =>
    shard.stop({ kind: "ended", status: "cancelled", reason }, { cutsCalls: false }),
  );
  const options = {
    signal: shard.calls,
    timeoutMs,
    pace,
    backOff: (waitMs: number) => semaphore.backOff(waitMs, shard.calls),
  };
  const onCall = async (call: ModelCall) => {
    writer.addJudgeCall(call);
    await budget.spend(spentUsd(call));
  };
  const { projectId, target, scorers, hasJudge, judges, useCache } = plan;
  // Embeddings are not recorded.
  const embed = withinBudget(budget, makeEmbed({ ...options, models, onCall }));
  const overridesFor = (each: RunCase): StepOverrides => {
    if (!plan.whatIf || target.kind !== "chain") return {};
    const before = earlierSteps?.get(each.id) ?? [];
    return overridesOf(plan.whatIf, target.content.steps, each, before);
  };
  const partsOf = ({ each, repeat }: Unit): AnswerParts => {
    const calls = {
      ...options,
      models: useCache ? withRecordings(models, { projectId, repeat }) : models,
    };
    return {
      projectId,
      target,
      scorers,
      judge: hasJudge ? withinBudget(budget, makeJudge({ ...calls, onCall })) : undefined,
      judges,
      embed,
      execute: async (...args) => {
        const isChain = target.kind === "chain";
        const execution = await execute(...args, {
          ...{ ...calls, projectId, overrides: overridesFor(each) },
          ...(isChain ? { mayCall: budget.hasLeft, onCalled: budget.spend } : {}),
        });
        if (!isChain) await budget.spend(executionCostUsd(execution));
        return execution;
      },
    };
  };

  const scoreRecorded = async ({ each, repeat }: Unit, outputs: RecordedOutputs) => {
    const recorded = outputs.get(unitKey(each.id, repeat));
    if (!recorded) throw new Error("a recorded run has units with an output only");
    // Nothing was paid for them here: only judges are.
    const parts = { ...partsOf({ each, repeat }), execute: async () => recorded.execution };
    const { humanLabel, otherInput } = recorded;
    return { ...(await answerCase(parts, each, repeat)), humanLabel, otherInput };
  };

  return async (unit: Unit): Promise<void> => {
    if (!(await budget.hasLeft())) return;
    const row = await (recordedOutputs
      ? scoreRecorded(unit, recordedOutputs)
      : answerCase(partsOf(unit), unit.each, unit.repeat));
    // A chain that a cost cap stopped half-way runs again when the cap is raised.
    if (row.error?.reason === "budget") return;
    // What was cut off has no result: it is called again when the run goes on.
    if (shard.calls.aborted && row.outcome === "errored") return;
    writer.add(row);
    const { error } = row;
    if (error?.reason === "auth" || error?.reason === "blocked") {
      shard.stop({ kind: "ended", status: "failed", reason: error.message }, { cutsCalls: true });
    }
  };
}

const withinBudget =
  <Question, Answer>(budget: Budget, ask: (question: Question) => Promise<Answer>) =>
  async (question: Question): Promise<Answer> => {
    if (!(await budget.hasLeft())) {
      throw new Error("The cost cap was reached before the scorer's model was asked.");
    }
    return ask(question);
  };
