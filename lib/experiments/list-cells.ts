import type { ModelRef } from "@/lib/providers/contract";
import type { CellRef } from "./option-contract";
import { sameModel } from "./same-model";

/** What is crossed: versions with models or, of a chain, rows with columns. */
export interface CellAxes {
  versions?: readonly number[] | undefined;
  models?: readonly ModelRef[] | undefined;
  rows?: readonly { name: string; version: number }[] | undefined;
  columns?: readonly { name: string }[] | undefined;
}

/** The cells of an experiment row by row, as its table has them and as its runs are numbered. */
export function listCells({ versions = [], models = [], rows, columns = [] }: CellAxes): CellRef[] {
  if (!rows) {
    return versions.flatMap((version) => models.map((model) => ({ version, model, option: null })));
  }
  const names = columns.length > 0 ? columns.map(({ name }) => name) : [null];
  return rows.flatMap(({ name, version }) =>
    names.map((column) => ({ version, model: null, option: { row: name, column } })),
  );
}

/** A cell as a caller names it: by version and model, or by row and column. */
export interface CellName {
  version?: number | undefined;
  model?: ModelRef | undefined;
  row?: string | undefined;
  column?: string | undefined;
}

/** The place of a cell among all; -1 for none. */
export const findCell = (cells: readonly CellRef[], name: CellName): number =>
  cells.findIndex(({ version, model, option }) =>
    option
      ? option.row === name.row && option.column === (name.column ?? null)
      : version === name.version && !!model && !!name.model && sameModel(model, name.model),
  );
