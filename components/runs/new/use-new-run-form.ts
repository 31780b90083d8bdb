"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { useStartRun } from "@/lib/runs/hooks";
import { runQueries } from "@/lib/runs/queries";
import { type NewRun, toStartRun } from "./new-run-draft";
import type { useRunTarget } from "./use-run-target";

/** The run as it is written, checked by the server as soon as it is known on what it runs. */
export function useNewRunForm(project: string, target: ReturnType<typeof useRunTarget>) {
  const router = useRouter();
  const start = useStartRun(project);
  const { address, name: prompt, evalSet, version } = target;
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
  const run: NewRun = {
    ...form.values,
    prompt,
    version,
    evalSet,
    split: address.split === "holdout" ? "holdout" : "development",
  };
  const body = toStartRun(run, target.body);
  const isChosen = evalSet !== "" && target.isReady;
  const check = useQuery({ ...runQueries.check(project, body), enabled: isChosen, retry: false });
  const canStart = isChosen && !check.data?.lacksVariables;
  return { form, run, body, check: check.data, isChosen, canStart };
}
