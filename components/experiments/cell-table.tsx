"use client";
import { Download } from "lucide-react";
import type { CSSProperties, KeyboardEvent } from "react";
import { downloadTable } from "@/components/charts/download-table";
import { STATUS_TONE, versionName } from "@/components/runs/run-words";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Badge } from "@/components/ui/data/badge";
import { Progress } from "@/components/ui/data/progress";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { Section } from "@/components/ui/section";
import { Kbd } from "@/components/ui/text/kbd";
import { VersionTag } from "@/components/ui/text/version-tag";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { Experiment, ExperimentCell } from "@/lib/experiments/contract";
import { sameModel } from "@/lib/experiments/same-model";
import {
  formatCount,
  formatCountOf,
  formatInterval,
  formatMs,
  formatPoints,
  formatPointsInterval,
  formatRate,
} from "@/lib/format-number";
import { isUnderWay } from "@/lib/runs/queries";
import { cellData } from "./cell-data";
import { cellName, formatCostOfSuccesses, marginInWords } from "./experiment-words";
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
  const { cells, versions, models, baseline, margin, number } = experiment;
  const at = (version: number | undefined, model: (typeof models)[number] | undefined) =>
    cells.find((one) => one.version === version && model && sameModel(one.model, model));
  useShortcuts([
    {
      keys: "b",
      label: "Set the cell as baseline",
      group: "Page",
      enabled: cell !== undefined,
      run: () => cell && onBaseline(cell.runNumber),
    },
  ]);

  function move(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (!step || !cell) return;
    const row = versions.indexOf(cell.version) + step[0];
    const column = models.findIndex((model) => sameModel(model, cell.model)) + step[1];
    const next = at(versions[row], models[column]);
    if (!next) return;
    event.preventDefault();
    onSelect(next.runNumber);
    document.getElementById(`cell-${next.runNumber}`)?.focus();
  }

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
          style={{ minWidth: 112 + models.length * 176 }}
          onKeyDown={move}
        >
          <caption className="sr-only">Pass rate by version and model</caption>
          <thead>
            <tr>
              <th className="w-24">
                <span className="sr-only">Version</span>
              </th>
              {models.map(({ provider, name }) => (
                <th
                  key={`${provider} ${name}`}
                  scope="col"
                  className="truncate px-1.5 pb-0.5 text-left text-12 font-normal text-text-2"
                  title={`${provider} / ${name}`}
                >
                  <b className="font-mono font-semibold text-text">{name}</b> {provider}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <tr key={version}>
                <th scope="row" className="py-2.5 pl-3 text-left align-top font-normal">
                  <VersionTag>{versionName(version)}</VersionTag>
                  <span className="block text-12 text-text-2">{stateOf(version)}</span>
                </th>
                {models.map((model) => {
                  const one = at(version, model);
                  return (
                    <td key={`${model.provider} ${model.name}`} className="p-0 align-top">
                      {one && (
                        <Cell
                          cell={one}
                          isSelected={one.runNumber === cell?.runNumber}
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

interface CellProps {
  cell: ExperimentCell;
  isSelected: boolean;
  isBaseline: boolean;
  onSelect: () => void;
}

/** Percent of the mark's colour at most: text stays readable on all of them, in both themes. */
const DARKEST = 20;

function Cell({ cell, isSelected, isBaseline, onSelect }: CellProps) {
  const { passRate } = cell;
  const heat = passRate ? `${Math.round(passRate.value ** 4 * DARKEST)}%` : "0%";
  const style: CSSProperties & Record<"--heat", string> = { "--heat": heat };
  return (
    <button
      id={`cell-${cell.runNumber}`}
      type="button"
      aria-pressed={isSelected}
      aria-label={cellName(cell)}
      aria-describedby={`cell-${cell.runNumber}-figures`}
      onClick={onSelect}
      style={style}
      className={cn(
        "grid h-full min-h-19 w-full content-start gap-0.5 rounded px-2.5 py-2 text-left",
        passRate
          ? "bg-[color-mix(in_srgb,var(--chart-2)_var(--heat),var(--surface))]"
          : "border border-border-strong border-dashed",
        isBaseline && "inset-ring inset-ring-border-control",
        "chosen:bg-accent-bg chosen:outline-2 chosen:outline-accent",
      )}
    >
      <span id={`cell-${cell.runNumber}-figures`} className="contents">
        {passRate ? (
          <Figures cell={cell} isBaseline={isBaseline} />
        ) : (
          <Waiting cell={cell} isBaseline={isBaseline} />
        )}
      </span>
    </button>
  );
}

function Figures({ cell, isBaseline }: { cell: ExperimentCell; isBaseline: boolean }) {
  const { passRate, comparison, latencyMs, inconclusive } = cell;
  const difference = comparison?.passRateDifference;
  return (
    <>
      <span className="flex items-center gap-1.5 tabular-nums">
        <b className="text-16 font-semibold">{formatRate(passRate?.value)}</b>
        <span className="text-12 text-text-2">{formatInterval(passRate?.low, passRate?.high)}</span>
        {comparison && (
          <VerdictIcon
            className="ml-auto"
            verdict={comparison.verdict}
            label={`${comparison.verdict}: ${comparison.verdictReason}`}
          />
        )}
      </span>
      <span className="text-12 tabular-nums">
        {isBaseline ? (
          <Badge tone="outline">baseline</Badge>
        ) : difference ? (
          <>
            {formatPoints(difference.value)} pt{" "}
            <span className="text-text-2">
              {formatPointsInterval(difference.low, difference.high)}
            </span>
          </>
        ) : (
          <span className="text-text-2">not compared yet</span>
        )}
      </span>
      <span className="text-12 text-text-2 tabular-nums">
        {formatCostOfSuccesses(cell.costPerSuccessUsd)} · p95 {formatMs(latencyMs.p95)}
      </span>
      {inconclusive && <span className="text-12 text-inconclusive">{inconclusive}</span>}
    </>
  );
}

/** No rate before the end: the cases done first are the quick ones. */
function Waiting({ cell, isBaseline }: { cell: ExperimentCell; isBaseline: boolean }) {
  const { status, statusReason, progress, withheld, retries } = cell;
  return (
    <>
      <span className="flex items-center gap-1.5 text-12">
        <Badge tone={STATUS_TONE[status]}>{status}</Badge>
        {isBaseline && <Badge tone="outline">baseline</Badge>}
        {progress.done !== null && (
          <span className="ml-auto text-text-2 tabular-nums">
            {formatCount(progress.done)} of {formatCount(progress.total)}
          </span>
        )}
      </span>
      {status === "running" && progress.done !== null && (
        <Progress className="mt-1.5" total={progress.total} done={progress.done} />
      )}
      <span className="mt-1 text-12 text-text-2">
        {withheld ??
          (isUnderWay(cell)
            ? `No pass rate until the cell is complete.${retries ? ` ${formatCountOf(retries, "retry", "retries")}.` : ""}`
            : (statusReason ?? "Nothing measured."))}
      </span>
    </>
  );
}
