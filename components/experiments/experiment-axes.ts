import { versionName } from "@/components/runs/run-words";
import type { Experiment, ExperimentCell } from "@/lib/experiments/contract";
import type { ColumnOption } from "@/lib/experiments/option-contract";
import { formatList } from "@/lib/format-number";
import { modelName } from "./experiment-words";

interface Row {
  key: string;
  label: string;
  version: number;
  /** What a chain's row changes; null: the version is as it is. */
  note: string | null;
}

interface Column {
  key: string;
  label: string;
  note: string;
}

/** The table of an experiment: its cells stand row by row. */
export interface CellAxes {
  rows: Row[];
  /** One, without a label, where nothing stands across. */
  columns: Column[];
  at: (row: number, column: number) => ExperimentCell | undefined;
  placeOf: (cell: ExperimentCell) => [row: number, column: number];
}

export function axesOf(experiment: Pick<Experiment, "cells" | "versions" | "models" | "options">) {
  const { cells } = experiment;
  const { rows, columns } = labelsOf(experiment);
  const axes: CellAxes = {
    rows,
    columns,
    at: (row, column) =>
      row < 0 || column < 0 || column >= columns.length
        ? undefined
        : cells[row * columns.length + column],
    placeOf: ({ runNumber }) => {
      const index = cells.findIndex((one) => one.runNumber === runNumber);
      return [Math.floor(index / columns.length), index % columns.length];
    },
  };
  return axes;
}

function labelsOf({
  versions,
  models,
  options,
}: Pick<Experiment, "versions" | "models" | "options">): Pick<CellAxes, "rows" | "columns"> {
  if (!options) {
    return {
      rows: versions.map((version) => ({
        ...{ key: String(version), label: versionName(version), version, note: null },
      })),
      columns: models.map((model) => ({
        ...{ key: modelName(model), label: model.name, note: model.provider },
      })),
    };
  }
  const columns = options.columns.map((column) => ({
    ...{ key: column.name, label: column.name, note: changesOf(column) ?? "nothing more changed" },
  }));
  return {
    rows: options.rows.map((row) => ({
      ...{ key: row.name, label: row.name, version: row.version, note: changesOf(row) },
    })),
    columns: columns.length > 0 ? columns : [{ key: "", label: "", note: "" }],
  };
}

/** `changes retrieve and totals` */
const changesOf = ({ steps }: Pick<ColumnOption, "steps">): string | null =>
  steps.length > 0 ? `changes ${formatList(steps.map(({ key }) => key))}` : null;
