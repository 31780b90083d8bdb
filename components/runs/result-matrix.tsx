"use client";
import { useCallback, useMemo } from "react";
import { cn } from "@/components/ui/cn";
import { type DataColumn, DataTable } from "@/components/ui/data-table";
import { formatRate } from "@/components/ui/format";
import { SkeletonRows } from "@/components/ui/skeleton";
import { OutcomeIcon } from "@/components/ui/verdict-icon";
import type { Run, RunListItem } from "@/lib/runs/contract";
import type { Matrix, MatrixCell, MatrixRow } from "@/lib/runs/result-contract";
import { groupOf } from "./matrix-parts";
import { versionName } from "./run-words";

interface Props {
  run: Run;
  baseline: RunListItem | null;
  others: readonly RunListItem[];
  rows: readonly MatrixRow[];
  counts: Matrix["counts"] | null;
  isGrouped: boolean;
  isLoading: boolean;
  isBesideDrawer: boolean;
  selectedId: string | null;
  onOpen: (caseId: string) => void;
  onEndReached: () => void;
}

/** Rows are cases, columns versions, oldest at the left; what is right stays quiet. */
export function ResultMatrix(props: Props) {
  const { run, baseline, others, rows, counts, isGrouped, isLoading, selectedId } = props;
  const answerWidth = props.isBesideDrawer ? 144 : 184;
  const isCompared = baseline !== null;
  const columns = useMemo(
    () => columnsOf(run, baseline, others, answerWidth),
    [run, baseline, others, answerWidth],
  );
  const groups = useMemo(() => groupsOf(isCompared, counts), [isCompared, counts]);
  const group = useCallback((row: MatrixRow) => groupOf(row, isCompared), [isCompared]);
  if (isLoading) {
    return (
      <table className="table table-dense" aria-label="Cases, loading">
        <tbody>
          <SkeletonRows rows={12} widths={[80, 360, 120, 120]} />
        </tbody>
      </table>
    );
  }
  return (
    <DataTable
      label="Cases"
      rows={rows}
      columns={columns}
      rowId={(row) => row.caseId}
      rowHeight={32}
      className="[&_tr.group>td]:pl-(--gutter)!"
      selectedId={selectedId}
      onSelect={props.onOpen}
      onOpen={props.onOpen}
      onEndReached={props.onEndReached}
      {...(isGrouped ? { groups, groupOf: group } : {})}
      empty={
        <p className="px-(--gutter) py-6 text-13 text-text-2">
          No case is in this tab with these filters.
        </p>
      }
    />
  );
}

function groupsOf(isCompared: boolean, counts: Matrix["counts"] | null) {
  if (!isCompared)
    return [
      { key: "failed", label: "Failing", n: counts?.failed },
      { key: "errored", label: "Errors, neither pass nor fail", n: counts?.errored },
      { key: "passed", label: "Passing", n: counts?.passed },
    ];
  return [
    { key: "newly-failing", label: "Newly failing", n: counts?.newlyFailing },
    { key: "still-failing", label: "Still failing", n: counts?.stillFailing },
    { key: "newly-passing", label: "Newly passing", n: counts?.newlyPassing },
    { key: "errored", label: "An error in one of the two" },
    { key: "still-passing", label: "Still passing", n: counts?.stillPassing },
    { key: "only-here", label: "Not in the baseline" },
  ];
}

function columnsOf(
  run: Run,
  baseline: RunListItem | null,
  others: readonly RunListItem[],
  answerWidth: number,
): DataColumn<MatrixRow>[] {
  // The read gives this run first, then the baseline, then the others.
  const shown = [run, ...(baseline ? [baseline] : []), ...others].map((one, index) => ({
    one,
    index,
  }));
  const byVersion = [...shown.slice(1)].sort(
    (a, b) =>
      (a.one.version ?? Infinity) - (b.one.version ?? Infinity) || a.one.number - b.one.number,
  );
  const ordered = [...byVersion, ...shown.slice(0, 1)];
  return [
    {
      id: "case",
      header: "Case",
      width: 100,
      className: "pl-(--gutter)!",
      cell: (row) => (
        <span className="font-mono text-12" title={row.caseId}>
          {row.caseId}
        </span>
      ),
    },
    { id: "input", header: "Input", cell: (row) => row.input },
    ...ordered.map(({ one, index }) => ({
      id: one.id,
      header: (
        <span title={`Run ${one.number}`}>
          <span className="ver">{versionName(one.version)}</span>{" "}
          {one.passRate ? formatRate(one.passRate.value) : "no rate"}
        </span>
      ),
      width: answerWidth,
      className: "px-2!",
      cell: (row: MatrixRow) => <Answer cell={row.cells[index] ?? null} />,
    })),
  ];
}

function Answer({ cell }: { cell: MatrixCell | null }) {
  if (!cell) return <span className="faint small">not in this run</span>;
  const { outcome, answer, isAnswerCut, repeats, passed } = cell;
  const text = outcome === "errored" ? "error" : (answer ?? "no answer");
  return (
    <span className="flex items-center gap-1" title={cell.reason ?? answer ?? undefined}>
      <OutcomeIcon outcome={outcome} />
      <span
        className={cn(
          "truncate font-mono text-[11px]",
          (outcome === "passed" || outcome === "errored") && "faint",
        )}
      >
        {text}
        {isAnswerCut && "…"}
      </span>
      {repeats > 1 && (
        <span className="faint ml-auto text-[11px]">
          {passed}/{repeats}
        </span>
      )}
    </span>
  );
}
