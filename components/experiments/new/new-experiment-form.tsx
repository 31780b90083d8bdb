"use client";
import { NewRunLimits } from "@/components/runs/new/new-run-limits";
import { NewRunScorers } from "@/components/runs/new/new-run-scorers";
import { NewRunSplit } from "@/components/runs/new/new-run-split";
import { PlanForm } from "@/components/runs/new/plan-form";
import { useErrorsAt } from "@/components/ui/forms/form-control";
import { PageHead } from "@/components/ui/page-head";
import { ExperimentBaseline } from "./experiment-baseline";
import { ExperimentEstimate } from "./experiment-estimate";
import { ExperimentModels } from "./experiment-models";
import { ExperimentOptions } from "./experiment-options";
import { ExperimentTarget } from "./experiment-target";
import { ExperimentVersions } from "./experiment-versions";
import { useExperimentPlan } from "./use-experiment-plan";

/** Places of the body that have a control, or more than one. */
const SHOWN =
  "prompt chain versions models rows columns evalSet split scorers repeats concurrency maxCostUsd baseline margin";

/** Which versions meet which models, on what, scored by what; and what that will cost and can decide. */
export function NewExperimentForm({ project }: { project: string }) {
  const state = useExperimentPlan(project);
  const { form, plan, cells, canStart, target, setAddress } = state;
  const { name: prompt, evalSet, set } = target;
  const rest = form.values;
  const errorAt = useErrorsAt(form, SHOWN);
  return (
    <>
      <PageHead
        title="New experiment"
        sub="Versions with models, or options of a chain, on the same cases, compared with one baseline."
      />
      <PlanForm
        form={form}
        noun="experiment"
        target={target}
        noPrompts={{
          title: "Nothing to compare yet.",
          todo: "Save the first version of a prompt or a chain.",
        }}
        canStart={canStart}
        estimate={<ExperimentEstimate project={project} plan={plan} set={set} />}
      >
        <ExperimentTarget
          prompts={target.prompts}
          prompt={prompt}
          evalSets={target.evalSets}
          evalSet={evalSet}
          revision={set?.revision ?? null}
          onPrompt={(name) => {
            form.change({ models: null, rows: null, columns: [], baseline: 0 });
            void setAddress({ prompt: name, versions: null, evalSet: null });
          }}
          onEvalSet={(name) => void setAddress({ evalSet: name, split: null })}
          errorAt={errorAt}
        />
        <ExperimentSides project={project} state={state} errorAt={errorAt} />
        <NewRunSplit
          set={set}
          split={plan.split}
          looks={Math.max(1, cells.length)}
          onChange={(split) => setAddress({ split: split === "holdout" ? split : null })}
          error={errorAt("split")}
        />
        <NewRunScorers
          key={evalSet}
          project={project}
          set={set}
          scorers={rest.scorers}
          onChange={(scorers) => form.change({ scorers })}
          errorAt={errorAt}
        />
        <ExperimentBaseline
          cells={cells}
          baseline={rest.baseline}
          margin={rest.margin}
          onChange={form.change}
          errorAt={errorAt}
        />
        <NewRunLimits
          rest={rest}
          capHint="Of all cells together: no further call starts at this cost."
          onChange={form.change}
          errorAt={errorAt}
        />
      </PlanForm>
    </>
  );
}

interface ExperimentSidesProps {
  project: string;
  state: ReturnType<typeof useExperimentPlan>;
  errorAt: ReturnType<typeof useErrorsAt>;
}

/** Options of a chain, or versions of a prompt and the models that they meet. */
function ExperimentSides({ project, state, errorAt }: ExperimentSidesProps) {
  const { form, plan, target, setAddress } = state;
  const { versions } = target;
  if (plan.options) {
    return (
      <ExperimentOptions
        {...{ project, versions, errorAt }}
        chain={target.name}
        {...plan.options}
        onChange={(options) => form.change({ ...options, baseline: 0 })}
      />
    );
  }
  return (
    <>
      <ExperimentVersions
        versions={versions}
        live={Object.entries(target.prompt?.live ?? {}).map(([environment, { version }]) => ({
          environment,
          version,
        }))}
        chosen={plan.versions}
        onChange={(next) => {
          form.change({ baseline: 0 });
          void setAddress({ versions: next });
        }}
        error={errorAt("versions")}
      />
      <ExperimentModels
        project={project}
        models={plan.models}
        onChange={(models) => form.change({ models, baseline: 0 })}
        errorAt={errorAt}
      />
    </>
  );
}
