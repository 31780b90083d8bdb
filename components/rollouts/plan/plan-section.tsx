"use client";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Segmented } from "@/components/ui/controls/segmented";
import { Badge } from "@/components/ui/data/badge";
import { Form } from "@/components/ui/forms/form";
import { useSettled } from "@/components/ui/use-settled";
import type { ReleaseDraftQuery } from "@/lib/releases/draft-contract";
import { rolloutQueries } from "@/lib/rollouts/queries";
import { isComplete, type PlanDraft, toPlan } from "./plan-draft";
import { withTemplate } from "./plan-templates";
import { RunningRollout } from "./running-rollout";
import type { PlanForm } from "./use-plan-form";

// Most releases go live at once, and need none of this.
const loadParts = () => import("./plan-parts");
const PlanTables = lazy(() => loadParts().then((parts) => ({ default: parts.PlanTables })));
const PlanOutlook = lazy(() => loadParts().then((parts) => ({ default: parts.PlanOutlook })));

const TEMPLATES: { value: PlanDraft["template"]; label: string }[] = [
  { value: "careful", label: "Careful" },
  { value: "fast", label: "Fast" },
  { value: "at_once", label: "At once" },
  { value: "custom", label: "Custom" },
];

interface Props {
  project: string;
  target: ReleaseDraftQuery;
  form: PlanForm;
  /** What everybody has now; null: nothing is live there. */
  stable: number | null;
}

/** How it goes live: at once, or in stages that guardrails watch; and what they would notice. */
export function PlanSection({ project, target, form, stable }: Props) {
  const { prompt, version, environment } = target;
  const draft = form.values;
  const plan = stable === null ? null : toPlan(draft);
  const settled = useSettled(plan);
  const isReady = settled !== null && isComplete(settled);
  const preview = useQuery({
    ...rolloutQueries.preview(project, {
      ...{ prompt, version, environment },
      rollout: settled ?? { stages: [] },
    }),
    enabled: isReady,
  });
  const forecast = isReady ? preview.data : undefined;
  return (
    <div className="mt-4 grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_388px]">
      <Form form={form} className="grid min-w-0 gap-3" aria-label="Rollout">
        <div className="flex flex-wrap items-center gap-2" onPointerEnter={() => void loadParts()}>
          <h2>Rollout</h2>
          {stable !== null && (
            <Segmented
              label="Plan"
              options={TEMPLATES}
              value={draft.template}
              onValueChange={(template) => form.change(withTemplate(draft, template))}
            />
          )}
          {plan && draft.guardrails.length === 0 && <Badge tone="warn">unguarded</Badge>}
          {plan && <span className="ml-auto text-12 text-text-2">Assigned by unit</span>}
        </div>
        <RunningRollout project={project} target={target} form={form} />
        {stable === null ? (
          <p className="text-13 text-text-2">
            Nothing is live in {environment} yet, so there is no version to compare v{version} with
            and none to fall back to. Everybody gets it at once; the next release can go live in
            stages.
          </p>
        ) : plan === null ? (
          <p className="text-13 text-text-2">
            Everybody gets v{version} instead of v{stable} at once, and no guardrail watches it. A
            rollout starts with a share and goes back by itself when a guardrail is breached.
          </p>
        ) : (
          <Suspense fallback={<div className="h-100" aria-busy="true" />}>
            <PlanTables {...{ project, form, plan, version, stable, forecast }} />
          </Suspense>
        )}
      </Form>
      {plan !== null && stable !== null && (
        <Suspense>
          <PlanOutlook
            {...{ form, plan, settled, version, stable, forecast, isReady }}
            error={isReady ? preview.error : null}
          />
        </Suspense>
      )}
    </div>
  );
}
