"use client";
import { useCallback, useMemo } from "react";
import { DataTable } from "@/components/ui/data/data-table";
import type { RowSort } from "@/components/ui/data/sort-rows";
import { Table } from "@/components/ui/data/table";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { Run, RunListItem } from "@/lib/runs/contract";
import type { Matrix, MatrixRow, MatrixSort } from "@/lib/runs/results/matrix-contract";
import { groupOf } from "./matrix-parts";
import { type Marks, resultColumns } from "./result-columns";

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
  sort: MatrixSort | null;
  onSort: (sort: MatrixSort | null) => void;
  /** Failed cases can be marked by people who may write. */
  marks?: Marks | undefined;
  onOpen: (caseId: string) => void;
  onEndReached: () => void;
}

/** Rows are cases, columns versions, oldest at the left; what is right stays quiet. */
export function ResultMatrix(props: Props) {
  const { run, baseline, others, rows, counts, isGrouped, isLoading, selectedId, marks } = props;
  const { isBesideDrawer, sort, onSort } = props;
  const isCompared = baseline !== null;
  const hasCategories = run.byCategory.length > 0;
  const columns = useMemo(
    () => resultColumns({ run, baseline, others, isBesideDrawer, hasCategories, marks }),
    [run, baseline, others, isBesideDrawer, hasCategories, marks],
  );
  const groups = useMemo(() => groupsOf(isCompared, counts), [isCompared, counts]);
  const group = useCallback((row: MatrixRow) => groupOf(row, isCompared), [isCompared]);
  if (isLoading) {
    return (
      <Table label="Cases, loading" dense>
        <tbody>
          <SkeletonRows rows={12} widths={[80, 360, 120, 120]} />
        </tbody>
      </Table>
    );
  }
  return (
    <DataTable
      label="Cases"
      rows={rows}
      columns={columns}
      rowId={(row) => row.caseId}
      rowHeight={32}
      className="[--cell-start:var(--gutter)]"
      sort={sort && { columnId: sort.replace("-", ""), descending: sort.startsWith("-") }}
      onSortChange={(next) => onSort(next && sortName(next))}
      selectedId={selectedId}
      onSelect={props.onOpen}
      onOpen={props.onOpen}
      onEndReached={props.onEndReached}
      {...(isGrouped ? { groups, groupOf: group } : {})}
      empty={
        <p className="px-(--gutter) py-6 text-13 text-text-2">No cases match these filters.</p>
      }
    />
  );
}

/** The columns that can be sorted have the names of the API's orders. */
const sortName = ({ columnId, descending }: RowSort) =>
  `${descending ? "-" : ""}${columnId}` as MatrixSort;

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
    { key: "errored", label: "An error in one of the two", n: counts?.changedByError },
    { key: "still-passing", label: "Still passing", n: counts?.stillPassing },
    { key: "other-input", label: "Another input, not compared", n: counts?.otherInput },
    { key: "only-here", label: "Not in the baseline", n: counts?.onlyHere },
  ];
}
