"use client";
import { useErrorsAt } from "@/components/ui/forms/form-control";
import { PageHead } from "@/components/ui/page-head";
import { CopyButton } from "@/components/ui/text/copy-button";
import { NewRunApprovals } from "./new-run-approvals";
import { NewRunLacks } from "./new-run-lacks";
import { NewRunLimits } from "./new-run-limits";
import { NewRunModel } from "./new-run-model";
import { NewRunScorers } from "./new-run-scorers";
import { NewRunSplit } from "./new-run-split";
import { NewRunTarget } from "./new-run-target";
import { PlanForm } from "./plan-form";
import { RunEstimate } from "./run-estimate";
import { useNewRunForm } from "./use-new-run-form";
import { useRunTarget } from "./use-run-target";

/** Places of the body that have a control, or more than one. */
const SHOWN =
  "prompt chain version content chainContent evalSet split scorers model repeats concurrency maxCostUsd title";

/** What to run, on what, scored by what; and what that will cost and can decide. */
export function NewRunForm({ project }: { project: string }) {
  const target = useRunTarget(project);
  const { address, setAddress, evalSet, set, content } = target;
  const state = useNewRunForm(project, target);
  const { form, run, body, canStart } = state;
  const rest = form.values;
  const errorOf = useErrorsAt(form, SHOWN);
  const errorAt = (...paths: string[]) => paths.map(errorOf).find(Boolean);

  return (
    <>
      <PageHead
        title="New run"
        sub={
          address.baseline
            ? `Its results are compared with run ${address.baseline}, case by case.`
            : "Compared case by case with the version before."
        }
      />
      <PlanForm
        form={form}
        noun="run"
        target={target}
        noPrompts={{
          title: "Nothing to run yet.",
          todo: "Write a prompt and save its first version.",
        }}
        canStart={canStart}
        estimate={
          <RunEstimate
            project={project}
            run={run}
            content={content}
            set={set}
            model={
              rest.provider
                ? { provider: rest.provider, name: rest.modelName }
                : (content?.model ?? null)
            }
          />
        }
        more={<CopyButton text={curlOf(project, body)}>curl</CopyButton>}
      >
        <NewRunTarget
          prompts={target.prompts}
          prompt={target.prompt}
          version={run.version}
          versions={target.versions}
          evalSets={target.evalSets}
          evalSet={evalSet}
          revision={set?.revision ?? null}
          onChange={setAddress}
          errorAt={errorAt}
        />
        <NewRunCases project={project} target={target} state={state} error={errorAt("split")} />
        <NewRunScorers
          project={project}
          key={evalSet}
          set={set}
          scorers={rest.scorers}
          onChange={(scorers) => form.change({ scorers })}
          errorAt={errorAt}
        />
        {!target.isChain && (
          <NewRunModel
            project={project}
            content={content}
            provider={rest.provider}
            modelName={rest.modelName}
            onChange={form.change}
            error={errorAt("model")}
          />
        )}
        <NewRunLimits rest={rest} onChange={form.change} errorAt={errorAt} />
      </PlanForm>
    </>
  );
}

interface NewRunCasesProps {
  project: string;
  target: ReturnType<typeof useRunTarget>;
  state: ReturnType<typeof useNewRunForm>;
  error: string | undefined;
}

/** Which cases, what they lack, and who has to agree to a look at the holdout. */
function NewRunCases({ project, target, state, error }: NewRunCasesProps) {
  const { set, setAddress } = target;
  const { run, body, check, isChosen } = state;
  return (
    <>
      <NewRunSplit
        set={set}
        split={run.split}
        onChange={(split) => setAddress({ split: split === "holdout" ? split : null })}
        error={error}
      />
      {isChosen && <NewRunLacks check={check} />}
      {run.split === "holdout" && isChosen && set && (
        <NewRunApprovals project={project} body={body} isAdmin={set.canSeeHoldout} />
      )}
    </>
  );
}

/** The same run from a shell or a CI job. */
function curlOf(project: string, body: object): string {
  const origin = typeof window === "undefined" ? "" : window.location.origin;
  const json = JSON.stringify(body).replaceAll("'", "'\\''");
  return `curl -X POST ${origin}/api/v1/projects/${project}/runs \\
  -H "authorization: Bearer $GALLEY_API_KEY" \\
  -H "content-type: application/json" \\
  -d '${json}'`;
}
