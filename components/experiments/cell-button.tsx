"use client";
import type { CSSProperties } from "react";
import { STATUS_TONE } from "@/components/runs/run-words";
import { cn } from "@/components/ui/cn";
import { Badge } from "@/components/ui/data/badge";
import { Progress } from "@/components/ui/data/progress";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import type { ExperimentCell } from "@/lib/experiments/contract";
import {
  formatCount,
  formatCountOf,
  formatInterval,
  formatMs,
  formatPoints,
  formatPointsInterval,
  formatRate,
} from "@/lib/format-number";
import { formatCostOfSuccesses } from "@/lib/runs/cost-of-successes";
import { isUnderWay } from "@/lib/runs/queries";
import { cellName, wrongStepsInWords } from "./experiment-words";

interface Props {
  cell: ExperimentCell;
  isSelected: boolean;
  isBaseline: boolean;
  /** The best pass rate of the table, which is shaded most. */
  best: number;
  onSelect: () => void;
}

/** Percent of the mark's colour at most: text stays readable on all of them, in both themes. */
const DARKEST = 20;

/** A cell of the table: its rate with interval and verdict, or how far it is. */
export function CellButton({ cell, isSelected, isBaseline, best, onSelect }: Props) {
  const { passRate } = cell;
  const share = passRate && best > 0 ? passRate.value / best : 0;
  const heat = `${Math.round(share ** 4 * DARKEST)}%`;
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
      {cell.wrongSteps.length > 0 && (
        <span className="text-12 text-text-2 wrap-anywhere">
          wrong first: {wrongStepsInWords(cell.wrongSteps)}
        </span>
      )}
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
