import { DEFINITIONS } from "@/lib/metrics/metric";
import type { GuardedMetric } from "@/lib/rollouts/plan/guarded-metric";
import type { RolloutPlan } from "@/lib/rollouts/plan/plan-contract";
import {
  draftOfGuardrail,
  draftOfPlan,
  draftOfStage,
  type GuardrailDraft,
  type PlanDraft,
  type StageDraft,
} from "./plan-draft";

const GUARDRAILS: RolloutPlan["guardrails"] = [
  {
    metric: "error_rate",
    comparator: "<=",
    threshold: 0.01,
    relativeTo: "control",
    action: "roll_back",
  },
  {
    metric: "success_rate",
    comparator: ">=",
    threshold: -0.02,
    relativeTo: "control",
    action: "roll_back",
  },
  {
    metric: "latency_p95_ms",
    comparator: "<=",
    threshold: 0.2,
    relativeTo: "control",
    action: "pause",
  },
  {
    metric: "cost_usd",
    comparator: "<=",
    threshold: 0.15,
    relativeTo: "control",
    action: "hold",
  },
];

const REST = {
  guardrails: GUARDRAILS,
  onInconclusive: "advance",
  onNoTraffic: { minutes: 1_440, action: "hold" },
  onSplitTrouble: "hold",
} as const;

const stage = (percent: number, minMinutes: number, minSamples: number) => ({
  ...{ percent, minMinutes, minSamples },
  requiresApproval: false,
});

export const PLANS: Record<"careful" | "fast", RolloutPlan> = {
  careful: {
    ...REST,
    stages: [stage(10, 1_440, 200), stage(50, 1_440, 1_000)],
    maturationMinutes: 60,
  },
  fast: { ...REST, stages: [stage(10, 10, 50), stage(50, 20, 200)], maturationMinutes: 5 },
};

export const AT_ONCE: PlanDraft = { ...draftOfPlan(PLANS.careful, "at_once") };

/** What the form holds after a template was pressed; "custom" goes on from what is there. */
export function withTemplate(draft: PlanDraft, template: PlanDraft["template"]): PlanDraft {
  if (template === "careful" || template === "fast") return draftOfPlan(PLANS[template], template);
  return { ...draft, template };
}

/** One more stage halfway to everybody. */
export function nextStage(stages: readonly StageDraft[]): StageDraft {
  const last = stages.at(-1);
  const percent = Number(last?.percent ?? 0);
  const share = percent > 0 && percent < 98 ? Math.round((percent + 100) / 2) : 10;
  return last ? { ...last, percent: String(share) } : draftOfStage(stage(share, 60, 100));
}

/** Against control, with a margin; a tool call more or less is neither good nor bad. */
export function newGuardrail(metric: GuardedMetric): GuardrailDraft {
  const { unit, better } = DEFINITIONS[metric];
  const margin = unit === "rate" ? 0.01 : 0.2;
  return draftOfGuardrail({
    metric,
    relativeTo: "control",
    comparator: better === "higher" ? ">=" : "<=",
    threshold: better === "higher" ? -margin : margin,
    action: unit === "rate" ? "roll_back" : "hold",
  });
}
