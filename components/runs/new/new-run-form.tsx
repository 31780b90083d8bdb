"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useErrorsAt } from "@/components/ui/forms/form-control";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { PageHead } from "@/components/ui/page-head";
import { CopyButton } from "@/components/ui/text/copy-button";
import { useStartRun } from "@/lib/runs/hooks";
import { runQueries } from "@/lib/runs/queries";
import { NewRunApprovals } from "./new-run-approvals";
import { type NewRun, toStartRun } from "./new-run-draft";
import { NewRunLacks } from "./new-run-lacks";
import { NewRunLimits } from "./new-run-limits";
import { NewRunModel } from "./new-run-model";
import { NewRunScorers } from "./new-run-scorers";
import { NewRunSplit } from "./new-run-split";
import { NewRunTarget } from "./new-run-target";
import { PlanForm } from "./plan-form";
import { RunEstimate } from "./run-estimate";
import { useRunTarget } from "./use-run-target";

/** Places of the body that have a control, or more than one. */
const SHOWN =
  "prompt chain version content chainContent evalSet split scorers model repeats concurrency maxCostUsd title";

/** What to run, on what, scored by what; and what that will cost and can decide. */
export function NewRunForm({ project }: { project: string }) {
  const router = useRouter();
  const start = useStartRun(project);
  const target = useRunTarget(project);
  const { address, setAddress, name: prompt, evalSet, set, version, content } = target;
  const form = useZodForm({
    defaultValues: {
      scorers: null as NewRun["scorers"],
      provider: "",
      modelName: "",
      repeats: String(address.repeats ?? 1),
      concurrency: "8",
      cache: false,
      maxCostUsd: "",
      title: "",
    },
    schema: async () => (await import("@/lib/runs/start-contract")).StartRun,
    toBody: () => (canStart ? body : null),
    save: start.mutateAsync,
    fieldOfCode: { holdout_budget_used: "split" },
    onSaved: ({ number }) =>
      router.push(
        `/${project}/runs/${number}${address.baseline ? `?baseline=${address.baseline}` : ""}`,
      ),
  });
  const rest = form.values;
  const run: NewRun = {
    ...rest,
    prompt,
    version,
    evalSet,
    split: address.split === "holdout" ? "holdout" : "development",
  };
  const errorOf = useErrorsAt(form, SHOWN);
  const errorAt = (...paths: string[]) => paths.map(errorOf).find(Boolean);
  const body = toStartRun(run, target.body);
  const isChosen = evalSet !== "" && target.isReady;
  const check = useQuery({ ...runQueries.check(project, body), enabled: isChosen, retry: false });
  const canStart = isChosen && !check.data?.lacksVariables;

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
        <NewRunSplit
          set={set}
          split={run.split}
          onChange={(split) => setAddress({ split: split === "holdout" ? split : null })}
          error={errorAt("split")}
        />
        {isChosen && <NewRunLacks check={check.data} />}
        {run.split === "holdout" && isChosen && set && (
          <NewRunApprovals project={project} body={body} isAdmin={set.canSeeHoldout} />
        )}
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

/** The same run from a shell or a CI job. */
function curlOf(project: string, body: object): string {
  const origin = typeof window === "undefined" ? "" : window.location.origin;
  const json = JSON.stringify(body).replaceAll("'", "'\\''");
  return `curl -X POST ${origin}/api/v1/projects/${project}/runs \\
  -H "authorization: Bearer $GALLEY_API_KEY" \\
  -H "content-type: application/json" \\
  -d '${json}'`;
}
