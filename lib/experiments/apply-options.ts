import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import type { ChainOptions, ColumnOption, OptionRef, RowOption } from "./option-contract";

/** A version's content with the steps that the options put in place of its own. */
export function applyOptions(
  content: ChainContent,
  ...options: readonly (Pick<ColumnOption, "steps"> | undefined)[]
): ChainContent {
  const changed = new Map(
    options.flatMap((option) => option?.steps ?? []).map((step) => [step.key, step]),
  );
  return { ...content, steps: content.steps.map((step) => changed.get(step.key) ?? step) };
}

/** The row and the column of a cell. */
export const optionsOf = (
  { rows, columns }: ChainOptions,
  { row, column }: OptionRef,
): [RowOption | undefined, ColumnOption | undefined] => [
  rows.find(({ name }) => name === row),
  columns.find(({ name }) => name === column),
];
