import { formatCount } from "@/lib/format-number";
import type { RolloutPlan } from "@/lib/rollouts/plan/plan-contract";
import { numberIn, readBar, writeBar } from "./bar-units";

type Planned = RolloutPlan["stages"][number];
type Guardrail = RolloutPlan["guardrails"][number];

export const TIME_UNITS = { min: 1, h: 60, d: 1_440 } as const;
export type TimeUnit = keyof typeof TIME_UNITS;

/** A stage as it is being written. */
export interface StageDraft {
  percent: string;
  time: string;
  unit: TimeUnit;
  samples: string;
  requiresApproval: boolean;
}

/** A guardrail as it is being written: the bar in the unit of `unitOfBar`. */
export interface GuardrailDraft {
  metric: Guardrail["metric"];
  relativeTo: Guardrail["relativeTo"];
  comparator: Guardrail["comparator"];
  bar: string;
  /** Empty: all requests. */
  segment: string;
  action: Guardrail["action"];
}

/** Names are those of the plan, so that each error finds its field; `template` is the form's own. */
export interface PlanDraft {
  template: "at_once" | "careful" | "fast" | "custom";
  stages: StageDraft[];
  guardrails: GuardrailDraft[];
  maturationMinutes: number;
  onInconclusive: RolloutPlan["onInconclusive"];
  onNoTraffic: { minutes: number; action: RolloutPlan["onNoTraffic"]["action"] };
  onSplitTrouble: RolloutPlan["onSplitTrouble"];
}

/** The plan that a draft stands for; what is no number is NaN, which the plan's schema refuses. null: at once. */
export function toPlan(draft: PlanDraft): RolloutPlan | null {
  if (draft.template === "at_once") return null;
  const { stages, guardrails, maturationMinutes, onInconclusive, onNoTraffic, onSplitTrouble } =
    draft;
  return {
    stages: stages.map(({ percent, time, unit, samples, requiresApproval }) => ({
      percent: numberIn(percent),
      minMinutes: numberIn(time) * TIME_UNITS[unit],
      minSamples: numberIn(samples),
      requiresApproval,
    })),
    guardrails: guardrails.map(({ bar, segment, ...rest }) => ({
      ...rest,
      threshold: readBar(rest, bar),
      ...(segment === "" ? {} : { segment }),
    })),
    ...{ maturationMinutes, onInconclusive, onNoTraffic, onSplitTrouble },
  };
}

/** Whether the server could say something about it. */
export function isComplete({ stages, guardrails }: RolloutPlan): boolean {
  const isAscending = stages.every(
    ({ percent }, index) =>
      percent > (stages[index - 1]?.percent ?? 0) && percent <= 100 && stages[0]?.percent !== 100,
  );
  return (
    stages.length > 0 &&
    isAscending &&
    stages.every(({ minMinutes, minSamples }) => minMinutes >= 0 && Number.isInteger(minSamples)) &&
    guardrails.every(({ threshold }) => Number.isFinite(threshold))
  );
}

export function draftOfPlan(plan: RolloutPlan, template: PlanDraft["template"]): PlanDraft {
  const { stages, guardrails, ...rest } = plan;
  return {
    template,
    stages: stages.map(draftOfStage),
    guardrails: guardrails.map(draftOfGuardrail),
    ...rest,
  };
}

export function draftOfStage({
  percent,
  minMinutes,
  minSamples,
  requiresApproval,
}: Planned): StageDraft {
  const unit = unitFor(minMinutes);
  return {
    percent: String(percent),
    time: String(minMinutes / TIME_UNITS[unit]),
    unit,
    samples: formatCount(minSamples),
    requiresApproval,
  };
}

export function draftOfGuardrail({ threshold, segment = "", ...rest }: Guardrail): GuardrailDraft {
  return { ...rest, segment, bar: writeBar(rest, threshold) };
}

/** The largest unit that says it in whole numbers; a day is still 24 hours. */
function unitFor(minutes: number): TimeUnit {
  if (minutes > 1_440 && minutes % 1_440 === 0) return "d";
  return minutes > 0 && minutes % 60 === 0 ? "h" : "min";
}
