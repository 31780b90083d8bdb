import { type NewRun, toSpec } from "@/components/runs/new/new-run-draft";
import { listCells } from "@/lib/experiments/list-cells";
import type { CellRef } from "@/lib/experiments/option-contract";
import type { StartExperimentInput } from "@/lib/experiments/start-contract";
import type { ChainStep } from "@/lib/prompts/chain/chain-content";
import type { ModelRef } from "@/lib/providers/contract";

/** A row or a column of a chain's table while it is filled in. */
export interface OptionDraft {
  id: number;
  name: string;
  /** Of a row; a column changes each row's. */
  version: number;
  /** In place of those of the version. */
  steps: ChainStep[];
}

/** A new experiment while it is filled in; numbers stay text until the server has read them. */
export interface NewExperiment
  extends Pick<
    NewRun,
    "prompt" | "evalSet" | "split" | "scorers" | "repeats" | "concurrency" | "cache" | "maxCostUsd"
  > {
  versions: number[];
  models: ModelRef[];
  /** null: `prompt` is not a chain. */
  options: { rows: OptionDraft[]; columns: OptionDraft[] } | null;
  /** Place among the cells. */
  baseline: number;
  /** In points of a percentage. */
  margin: string;
}

/** The body of the request; what was left empty is left out. */
export function toStartExperiment(plan: NewExperiment): StartExperimentInput {
  const { evalSet, split, cache, scorers } = plan;
  const numbers = {
    repeats: numberOf(plan.repeats),
    concurrency: numberOf(plan.concurrency),
    maxCostUsd: numberOf(plan.maxCostUsd),
    margin: numberOf(plan.margin, 100),
  };
  const baseline = cellsOf(plan)[plan.baseline];
  return {
    ...whatMeets(plan),
    ...{ evalSet, split, cache },
    ...(scorers ? { scorers: scorers.map(toSpec) } : {}),
    ...Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== undefined)),
    ...(baseline && plan.baseline > 0 ? { baseline: nameOf(baseline) } : {}),
  };
}

function whatMeets({ prompt, versions, models, options }: NewExperiment) {
  if (!options) return { prompt, versions, models };
  const columns = options.columns.map(({ name, steps }) => ({ name, steps }));
  return {
    chain: prompt,
    rows: options.rows.map(({ name, version, steps }) => ({ name, version, steps })),
    ...(columns.length > 0 ? { columns } : {}),
  };
}

const nameOf = ({ version, model, option }: CellRef) =>
  option
    ? { row: option.row, ...(option.column === null ? {} : { column: option.column }) }
    : { version, ...(model ? { model } : {}) };

const numberOf = (text: string, divisor = 1) =>
  text.trim() === "" ? undefined : Number(text) / divisor;

/** Row by row, as the table will have them. */
export const cellsOf = ({
  versions,
  models,
  options,
}: Pick<NewExperiment, "versions" | "models" | "options">): CellRef[] =>
  listCells(options ?? { versions, models });

/** A table begins with the newest version as it is. */
export const firstRows = (version: number | undefined): OptionDraft[] =>
  version === undefined ? [] : [{ id: 0, name: `v${version}`, version, steps: [] }];

/** A row that is called like its version goes on to be. */
export const withVersion = (option: OptionDraft, version: number): OptionDraft => ({
  ...option,
  version,
  name: option.name === `v${option.version}` ? `v${version}` : option.name,
});

let lastId = 0;

/** One more: with the changes of the one before, so that only what differs is written again. */
export function nextOption(before: OptionDraft | undefined, name: string): OptionDraft {
  lastId += 1;
  return { ...structuredClone(before ?? { version: 0, steps: [] }), id: lastId, name };
}
