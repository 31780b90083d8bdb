"use client";
import { Download } from "lucide-react";
import type { KeyboardEvent } from "react";
import { downloadTable } from "@/components/charts/download-table";
import { versionName } from "@/components/runs/run-words";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Section } from "@/components/ui/section";
import { Kbd } from "@/components/ui/text/kbd";
import { VersionTag } from "@/components/ui/text/version-tag";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { Experiment, ExperimentCell } from "@/lib/experiments/contract";
import { CellButton } from "./cell-button";
import { cellData } from "./cell-data";
import { axesOf, type CellAxes } from "./experiment-axes";
import { marginInWords } from "./experiment-words";
import { useVersionStates } from "./use-version-states";

interface Props {
  project: string;
  experiment: Experiment;
  cell: ExperimentCell | undefined;
  onSelect: (runNumber: number) => void;
  onBaseline: (runNumber: number) => void;
}

const STEPS: Record<string, [rows: number, columns: number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** Versions by models, shaded by the pass rate, each cell with its verdict against the baseline. */
export function CellTable({ project, experiment, cell, onSelect, onBaseline }: Props) {
  const stateOf = useVersionStates(project, experiment.prompt);
  const { cells, baseline, margin, number } = experiment;
  const axes = axesOf(experiment);
  const { rows, columns, at } = axes;
  const best = Math.max(0, ...cells.map(({ passRate }) => passRate?.value ?? 0));
  const isChain = experiment.options !== null;
  const move = useCellKeys(axes, cell, { onSelect, onBaseline });
  return (
    <Section
      title="Pass rate"
      beside={
        <span className="text-12 text-text-2">
          95 % interval. Pass: {marginInWords(margin)}
          {cells.length > 2 && ", allowing for all comparisons"}
        </span>
      }
      actions={
        <IconButton
          label="Download CSV"
          icon={<Download aria-hidden="true" />}
          onClick={() => downloadTable(`experiment-${number}`, cellData(cells))}
        />
      }
      footer={
        <>
          <span>Cost per 1,000 successes. Shading shows the pass rate.</span>
          <span className="ml-auto whitespace-nowrap max-md:hidden">
            <Kbd keys="←" /> <Kbd keys="→" /> <Kbd keys="↑" /> <Kbd keys="↓" /> move,{" "}
            <Kbd keys="b" /> set as baseline
          </span>
        </>
      }
    >
      <div className="-mx-3 overflow-x-auto">
        <table
          className="w-full table-fixed border-separate border-spacing-1 text-13"
          style={{ minWidth: (isChain ? 160 : 112) + columns.length * 176 }}
          onKeyDown={move}
        >
          <caption className="sr-only">
            {isChain ? "Pass rate by option" : "Pass rate by version and model"}
          </caption>
          <ColumnHeads columns={columns} isChain={isChain} />
          <tbody>
            {rows.map(({ key, label, version, note }, row) => (
              <tr key={key}>
                <RowHead label={label} version={version} note={note ?? stateOf(version)} />
                {columns.map((column, index) => {
                  const one = at(row, index);
                  return (
                    <td key={column.key} className="p-0 align-top">
                      {one && (
                        <CellButton
                          cell={one}
                          isSelected={one.runNumber === cell?.runNumber}
                          best={best}
                          isBaseline={one.runNumber === baseline.runNumber}
                          onSelect={() => onSelect(one.runNumber)}
                        />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** `b` for the selected cell; the answer moves the selection by the arrows. */
function useCellKeys(
  { at, placeOf }: CellAxes,
  cell: ExperimentCell | undefined,
  { onSelect, onBaseline }: Pick<Props, "onSelect" | "onBaseline">,
) {
  useShortcuts([
    {
      keys: "b",
      label: "Set the cell as baseline",
      group: "Page",
      enabled: cell !== undefined,
      run: () => cell && onBaseline(cell.runNumber),
    },
  ]);
  return (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step || !cell) return;
    const [row, column] = placeOf(cell);
    const next = at(row + step[0], column + step[1]);
    if (!next) return;
    event.preventDefault();
    onSelect(next.runNumber);
    document.getElementById(`cell-${next.runNumber}`)?.focus();
  };
}

function ColumnHeads({ columns, isChain }: { columns: CellAxes["columns"]; isChain: boolean }) {
  return (
    <thead>
      <tr>
        <th className={isChain ? "w-36" : "w-24"}>
          <span className="sr-only">{isChain ? "Option" : "Version"}</span>
        </th>
        {columns.map(({ key, label, note }) => (
          <th
            key={key}
            scope="col"
            className="truncate px-1.5 pb-0.5 text-left text-12 font-normal text-text-2"
            title={`${label}, ${note}`}
          >
            <b className={cn("font-semibold text-text", !isChain && "font-mono")}>{label}</b> {note}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface RowHeadProps {
  label: string;
  version: number;
  note: string | null;
}

function RowHead({ label, version, note }: RowHeadProps) {
  return (
    <th scope="row" className="py-2.5 pl-3 text-left align-top font-normal">
      {label !== versionName(version) && (
        <span className="block font-medium wrap-anywhere">{label}</span>
      )}
      <VersionTag>{versionName(version)}</VersionTag>
      <span className="block text-12 text-text-2 wrap-anywhere">{note}</span>
    </th>
  );
}
