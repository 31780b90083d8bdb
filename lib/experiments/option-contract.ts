import { z } from "zod";
import { ChainStep, MOST_STEPS } from "@/lib/prompts/chain/chain-content";
import { VersionNumber } from "@/lib/prompts/contract";
import { ModelRef } from "@/lib/providers/contract";

export const OptionName = z
  .string()
  .trim()
  .min(1, "Name the option.")
  .max(60, "At most 60 characters.");

const hasEachOnce = <Item>(items: readonly Item[], keyOf: (item: Item) => string) =>
  new Set(items.map(keyOf)).size === items.length;

/** Each takes the place of the step with its key, whole; all others stay as the version has them. */
const steps = z
  .array(ChainStep)
  .max(MOST_STEPS)
  .refine((list) => hasEachOnce(list, ({ key }) => key), "Change each step once.")
  .default([]);

/** A version of a chain, as it is or with some of its steps changed. */
export const RowOption = z
  .strictObject({ name: OptionName, version: VersionNumber, steps })
  .meta({ id: "ExperimentRow" });
export type RowOption = z.infer<typeof RowOption>;

/** Changes of further steps, made to the version of each row. */
export const ColumnOption = z
  .strictObject({ name: OptionName, steps })
  .meta({ id: "ExperimentColumn" });
export type ColumnOption = z.infer<typeof ColumnOption>;

const ofOneName = <Option extends { name: string }>(options: readonly Option[]) =>
  hasEachOnce(options, ({ name }) => name.toLowerCase());

export const RowOptions = z
  .array(RowOption)
  .min(1, "Add at least one row.")
  .refine(ofOneName, "Give each row a name of its own.");

export const ColumnOptions = z
  .array(ColumnOption)
  .min(1, "Add at least one column, or leave the columns out.")
  .refine(ofOneName, "Give each column a name of its own.");

/** What an experiment over a chain changes. Without columns each row is one cell. */
export const ChainOptions = z.object({
  rows: z.array(RowOption),
  columns: z.array(ColumnOption),
});
export type ChainOptions = z.infer<typeof ChainOptions>;

/** Whose cell it is. */
export const OptionRef = z.object({ row: z.string(), column: z.string().nullable() });
export type OptionRef = z.infer<typeof OptionRef>;

/** What is measured and compared: a version with a model or, of a chain, a version with the changes of its options. */
export const CellRef = z.object({
  version: VersionNumber,
  /** null: of a chain, whose steps name their own. */
  model: ModelRef.nullable(),
  /** null: of a prompt. */
  option: OptionRef.nullable(),
});
export type CellRef = z.infer<typeof CellRef>;
