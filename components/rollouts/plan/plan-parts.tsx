"use client";
import { Notice } from "@/components/ui/notice";
import type { PlanPreview } from "@/lib/rollouts/contract";
import type { RolloutPlan } from "@/lib/rollouts/plan/plan-contract";
import { BreachCard } from "./breach-card";
import { DetectionCard } from "./detection-card";
import { GuardrailTable } from "./guardrail-table";
import { isComplete } from "./plan-draft";
import { PlanSteps } from "./plan-steps";
import { StageTable } from "./stage-table";
import { TroubleOptions } from "./trouble-options";
import type { PlanForm } from "./use-plan-form";

interface PartProps {
  form: PlanForm;
  plan: RolloutPlan;
  version: number;
  stable: number;
  /** Of the plan as it was last complete. */
  forecast: PlanPreview | undefined;
}

/** The stages, what guards them, and what happens when something goes wrong. */
export function PlanTables({
  project,
  form,
  plan,
  version,
  stable,
  forecast,
}: PartProps & { project: string }) {
  return (
    <>
      <PlanSteps stages={plan.stages} isComplete={isComplete(plan)} />
      <StageTable form={form} version={version} stable={stable} preview={forecast} />
      <GuardrailTable project={project} form={form} stable={stable} preview={forecast} />
      <TroubleOptions form={form} />
    </>
  );
}

interface OutlookProps extends PartProps {
  /** The plan that the forecast is of. */
  settled: RolloutPlan | null;
  error: Error | null;
  /** The plan can be tried. */
  isReady: boolean;
}

/** Beside the tables: what the plan would notice, and what a breach does. */
export function PlanOutlook({
  form,
  plan,
  settled,
  version,
  stable,
  forecast,
  error,
  isReady,
}: OutlookProps) {
  return (
    <div className="grid min-w-0 gap-4 lg:sticky lg:top-15">
      {form.values.guardrails.length === 0 ? (
        <Notice tone="warn" title="Unguarded.">
          Stages end by time and requests alone: nothing would notice that v{version} is worse. Add
          a guardrail.
        </Notice>
      ) : (
        <DetectionCard plan={settled} preview={forecast} error={error} isReady={isReady} />
      )}
      <BreachCard plan={plan} version={version} stable={stable} />
    </div>
  );
}
