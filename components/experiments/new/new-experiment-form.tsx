"use client";
import { useQuery } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsArrayOf, parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { NewRunLimits } from "@/components/runs/new/new-run-limits";
import { NewRunScorers } from "@/components/runs/new/new-run-scorers";
import { NewRunSplit } from "@/components/runs/new/new-run-split";
import { suggestTarget } from "@/components/runs/new/suggest-target";
import { Button } from "@/components/ui/controls/button";
import { Form } from "@/components/ui/forms/form";
import { useErrorsAt } from "@/components/ui/forms/form-control";
import { FormProblem } from "@/components/ui/forms/form-problem";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { useStartExperiment } from "@/lib/experiments/hooks";
import { promptQueries } from "@/lib/prompts/queries";
import type { ModelRef } from "@/lib/providers/contract";
import { ExperimentBaseline } from "./experiment-baseline";
import { ExperimentEstimate } from "./experiment-estimate";
import { ExperimentModels } from "./experiment-models";
import { ExperimentTarget } from "./experiment-target";
import { ExperimentVersions } from "./experiment-versions";
import { cellsOf, type NewExperiment, toStartExperiment } from "./new-experiment-draft";

/** Places of the body that have a control, or more than one. */
const SHOWN =
  "prompt versions models evalSet split scorers repeats concurrency maxCostUsd baseline margin";

const inAddress = {
  prompt: parseAsString,
  versions: parseAsArrayOf(parseAsInteger),
  evalSet: parseAsString,
  split: parseAsString,
};

/** Which versions meet which models, on what, scored by what; and what that will cost and can decide. */
export function NewExperimentForm({ project }: { project: string }) {
  const router = useRouter();
  const [address, setAddress] = useQueryStates(inAddress);
  const prompts = useQuery(promptQueries.list(project));
  const sets = useQuery(evalSetQueries.list(project));
  const start = useStartExperiment(project);
  const measurable = prompts.data?.data.filter(({ latestVersion }) => latestVersion) ?? [];
  const evalSets = sets.data?.data ?? [];
  const target = suggestTarget(address, measurable, evalSets);
  const prompt = target.prompt?.name ?? "";
  const evalSet = target.evalSet ?? "";
  const versions = useQuery({ ...promptQueries.versions(project, prompt), enabled: prompt !== "" });
  const set = useQuery({ ...evalSetQueries.detail(project, evalSet), enabled: evalSet !== "" });
  const versionList = versions.data?.data ?? [];
  const chosen = address.versions ?? versionList.slice(0, 2).map(({ number }) => number);
  const newest = useQuery({
    ...promptQueries.version(project, prompt, versionList[0]?.number ?? 0),
    enabled: versionList.length > 0,
  });
  const form = useZodForm({
    defaultValues: {
      scorers: null as NewExperiment["scorers"],
      models: null as ModelRef[] | null,
      repeats: "1",
      concurrency: "8",
      cache: false,
      maxCostUsd: "",
      baseline: 0,
      margin: "2",
    },
    schema: async () => (await import("@/lib/experiments/contract")).StartExperiment,
    toBody: () => (canStart ? toStartExperiment(plan) : null),
    save: start.mutateAsync,
    fieldOfCode: { holdout_budget_used: "split" },
    onSaved: ({ number }) => router.push(`/${project}/experiments/${number}`),
  });
  const rest = form.values;
  const plan: NewExperiment = {
    ...rest,
    ...{ prompt, evalSet, versions: chosen },
    models: rest.models ?? (newest.data ? [newest.data.model] : []),
    split: address.split === "holdout" ? "holdout" : "development",
  };
  const cells = cellsOf(plan);
  const canStart = prompt !== "" && evalSet !== "" && cells.length > 0;
  const errorAt = useErrorsAt(form, SHOWN);
  useShortcuts([
    { keys: "mod+enter", label: "Start the experiment", group: "Page", run: form.submit },
  ]);
  return (
    <>
      <PageHead
        title="New experiment"
        sub="Each version with each model on the same cases, compared with one baseline."
      />
      {prompts.data && measurable.length === 0 && (
        <Notice tone="warn" title="Nothing to compare yet." className="mb-4">
          Save the first version of a prompt.
        </Notice>
      )}
      {sets.data && evalSets.length === 0 && (
        <Notice tone="warn" title="No eval sets yet." className="mb-4">
          Import some cases first: an experiment needs something to be measured on.
        </Notice>
      )}
      <Form
        form={form}
        placesProblem
        className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,560px)_minmax(280px,360px)]"
      >
        <div className="grid gap-4">
          <FormProblem form={form} />
          <ExperimentTarget
            prompts={measurable}
            prompt={prompt}
            evalSets={evalSets}
            evalSet={evalSet}
            revision={set.data?.revision ?? null}
            onPrompt={(name) => {
              form.change({ models: null, baseline: 0 });
              void setAddress({ prompt: name, versions: null, evalSet: null });
            }}
            onEvalSet={(name) => void setAddress({ evalSet: name, split: null })}
            errorAt={errorAt}
          />
          <ExperimentVersions
            versions={versionList}
            live={Object.entries(target.prompt?.live ?? {}).map(([environment, { version }]) => ({
              environment,
              version,
            }))}
            chosen={chosen}
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
          <NewRunSplit
            set={set.data}
            split={plan.split}
            looks={Math.max(1, cells.length)}
            onChange={(split) => setAddress({ split: split === "holdout" ? split : null })}
            error={errorAt("split")}
          />
          <NewRunScorers
            key={evalSet}
            project={project}
            set={set.data}
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
        </div>
        <aside className="grid gap-3 lg:sticky lg:top-16" aria-label="Estimate">
          <ExperimentEstimate project={project} plan={plan} set={set.data} />
          <Button
            type="submit"
            variant="primary"
            icon={<Play aria-hidden="true" />}
            kbd="mod+enter"
            busy={form.isSaving}
            disabled={!canStart}
          >
            Start experiment
          </Button>
        </aside>
      </Form>
    </>
  );
}
