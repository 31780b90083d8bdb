import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { parseAsArrayOf, parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { useTarget } from "@/components/runs/new/use-target";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { useStartExperiment } from "@/lib/experiments/hooks";
import { promptQueries } from "@/lib/prompts/queries";
import type { ModelRef } from "@/lib/providers/contract";
import {
  cellsOf,
  firstRows,
  type NewExperiment,
  type OptionDraft,
  toStartExperiment,
} from "./new-experiment-draft";

const inAddress = {
  prompt: parseAsString,
  versions: parseAsArrayOf(parseAsInteger),
  evalSet: parseAsString,
  split: parseAsString,
};

/** What the address and the fields say together: the plan of the experiment. */
export function useExperimentPlan(project: string) {
  const router = useRouter();
  const [address, setAddress] = useQueryStates(inAddress);
  const start = useStartExperiment(project);
  const target = useTarget(project, address, {
    kind: "any",
    canChoose: ({ latestVersion }) => Boolean(latestVersion),
  });
  const isChain = target.prompt?.kind === "chain";
  const { name: prompt, evalSet, versions } = target;
  const chosen = address.versions ?? versions.slice(0, 2).map(({ number }) => number);
  const newest = useQuery({
    ...promptQueries.version(project, prompt, versions[0]?.number ?? 0),
    enabled: versions.length > 0 && !isChain,
  });
  const form = useZodForm({
    defaultValues: {
      scorers: null as NewExperiment["scorers"],
      models: null as ModelRef[] | null,
      rows: null as OptionDraft[] | null,
      columns: [] as OptionDraft[],
      repeats: "1",
      concurrency: "8",
      cache: false,
      maxCostUsd: "",
      baseline: 0,
      margin: "2",
    },
    schema: async () => (await import("@/lib/experiments/start-contract")).StartExperiment,
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
    options: isChain
      ? { rows: rest.rows ?? firstRows(versions[0]?.number), columns: rest.columns }
      : null,
    split: address.split === "holdout" ? "holdout" : "development",
  };
  const cells = cellsOf(plan);
  const canStart = prompt !== "" && evalSet !== "" && cells.length > 0;
  return { form, plan, cells, canStart, target, setAddress };
}
