import { z } from "zod";
import { Split } from "@/lib/eval-sets/case-content";
import { PromptName, VersionNumber } from "@/lib/prompts/contract";
import { ModelRef } from "@/lib/providers/contract";
import { hasOneName, MaxCostUsd, oneName } from "@/lib/runs/start-contract";
import { ScorerList } from "@/lib/scorers/contract";
import { findCell, listCells } from "./list-cells";
import { ColumnOptions, OptionName, RowOptions } from "./option-contract";
import { sameModel } from "./same-model";

/** More cells than this are no longer a table that somebody can read. */
const MOST_CELLS = 50;

/** A prompt's cell by version and model, a chain's by row and column. */
const Baseline = z.strictObject({
  version: VersionNumber.optional(),
  model: ModelRef.optional(),
  row: OptionName.optional(),
  column: OptionName.optional(),
});

/**
 * On one revision of the set: each version of a prompt with each model, in place of its own; or each row of a chain
 * with each column, both of them changes of steps.
 */
export const StartExperiment = z
  .strictObject({
    prompt: PromptName.optional(),
    chain: PromptName.optional(),
    versions: z.array(VersionNumber).min(1, "Choose at least one version.").optional(),
    models: z.array(ModelRef).min(1, "Choose at least one model.").optional(),
    rows: RowOptions.optional(),
    columns: ColumnOptions.optional(),
    evalSet: z.string().min(1, "Name an eval set.").max(200),
    split: Split.default("development"),
    scorers: ScorerList.optional(),
    repeats: z.int("A whole number.").min(1, "At least 1.").max(20, "At most 20.").default(1),
    concurrency: z.int("A whole number.").min(1, "At least 1.").max(64, "At most 64.").default(8),
    cache: z.boolean().default(false),
    /** Of all cells together. */
    maxCostUsd: MaxCostUsd.optional(),
    /** The cell that the others are compared with; by default the first one. */
    baseline: Baseline.optional(),
    /** How much worse a pass rate may be and still be accepted, as a fraction. */
    margin: z.number().min(0, "At least 0.").max(0.5, "At most 0.5.").default(0),
  })
  .refine(hasOneName, oneName)
  .refine(({ prompt, versions }) => prompt === undefined || versions !== undefined, {
    path: ["versions"],
    error: "Choose at least one version.",
  })
  .refine(({ prompt, models }) => prompt === undefined || models !== undefined, {
    path: ["models"],
    error: "Choose at least one model.",
  })
  .refine(({ prompt, rows, columns }) => prompt === undefined || !(rows || columns), {
    path: ["rows"],
    error: "Rows and columns change steps of a chain. A prompt has versions and models.",
  })
  .refine(({ chain, rows }) => chain === undefined || rows !== undefined, {
    path: ["rows"],
    error: "Add at least one row.",
  })
  .refine(({ chain, versions, models }) => chain === undefined || !(versions || models), {
    path: ["models"],
    error: "The steps of a chain name their own models, and each row its version. Leave them out.",
  })
  .refine(({ versions = [] }) => new Set(versions).size === versions.length, {
    path: ["versions"],
    error: "Each version once.",
  })
  .refine(({ models = [] }) => models.every((one, at) => findModel(models, one) === at), {
    path: ["models"],
    error: "Each model once.",
  })
  .refine((plan) => plan.rows !== undefined || listCells(plan).length <= MOST_CELLS, {
    path: ["models"],
    error: `At most ${MOST_CELLS} cells: versions times models.`,
  })
  .refine((plan) => plan.rows === undefined || listCells(plan).length <= MOST_CELLS, {
    path: ["columns"],
    error: `At most ${MOST_CELLS} cells: rows times columns.`,
  })
  .refine((plan) => !plan.baseline || findCell(listCells(plan), plan.baseline) !== -1, {
    path: ["baseline"],
    error: "The baseline is one of the cells.",
  })
  .meta({ id: "StartExperiment" });
export type StartExperiment = z.infer<typeof StartExperiment>;
export type StartExperimentInput = z.input<typeof StartExperiment>;

const findModel = (models: readonly ModelRef[], model: ModelRef) =>
  models.findIndex((one) => sameModel(one, model));
