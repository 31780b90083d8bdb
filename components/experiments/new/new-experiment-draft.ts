import { type NewRun, toSpec } from "@/components/runs/new/new-run-draft";
import type { StartExperimentInput } from "@/lib/experiments/contract";
import type { ModelRef } from "@/lib/providers/contract";

/** A new experiment while it is filled in; numbers stay text until the server has read them. */
export interface NewExperiment
  extends Pick<
    NewRun,
    "prompt" | "evalSet" | "split" | "scorers" | "repeats" | "concurrency" | "cache" | "maxCostUsd"
  > {
  versions: number[];
  models: ModelRef[];
  /** Place among the cells. */
  baseline: number;
  /** In points of a percentage. */
  margin: string;
}

/** The body of the request; what was left empty is left out. */
export function toStartExperiment(plan: NewExperiment): StartExperimentInput {
  const { prompt, versions, models, evalSet, split, cache, scorers } = plan;
  const numbers = {
    repeats: numberOf(plan.repeats),
    concurrency: numberOf(plan.concurrency),
    maxCostUsd: numberOf(plan.maxCostUsd),
    margin: numberOf(plan.margin, 100),
  };
  const baseline = cellsOf(plan)[plan.baseline];
  return {
    ...{ prompt, versions, models, evalSet, split, cache },
    ...(scorers ? { scorers: scorers.map(toSpec) } : {}),
    ...Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined)),
    ...(baseline && plan.baseline > 0 ? { baseline } : {}),
  };
}

const numberOf = (text: string, divisor = 1) =>
  text.trim() === "" ? undefined : Number(text) / divisor;

/** Row by row, as the table will have them. */
export const cellsOf = ({ versions, models }: Pick<NewExperiment, "versions" | "models">) =>
  versions.flatMap((version) => models.map((model) => ({ version, model })));
