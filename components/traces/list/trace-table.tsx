"use client";
import { type ReactNode, useMemo } from "react";
import { OutcomeMark } from "@/components/traces/outcome-mark";
import { TraceTime } from "@/components/traces/trace-time";
import { DataTable } from "@/components/ui/data/data-table";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import type { RowSort } from "@/components/ui/data/sort-rows";
import type { Trace } from "@/lib/traces/contract";
import type { TraceSort } from "@/lib/traces/filter-contract";
import { Answer, Category, Cost, IdLink, Latency, Preview, Served } from "./trace-cells";

interface Props {
  project: string;
  rows: readonly Trace[];
  /** The page is about one prompt, so its name is not repeated. */
  isOfOnePrompt: boolean;
  selectedId: string | null;
  /** The other one of a pair to compare. */
  markedId: string | null;
  /** null: newest first. */
  sort: TraceSort | null;
  onSort: (sort: TraceSort | null) => void;
  onSelect: (id: string) => void;
  onOpen: (id: string) => void;
  onEndReached: () => void;
  empty: ReactNode;
}

export function TraceTable({ project, isOfOnePrompt, markedId, sort, onSort, ...table }: Props) {
  const columns = useMemo(
    () => columnsOf(project, isOfOnePrompt, markedId),
    [project, isOfOnePrompt, markedId],
  );
  return (
    <DataTable
      label="Traces"
      columns={columns}
      rowId={({ id }) => id}
      rowHeight={32}
      sort={sort && { columnId: sort.replace("-", ""), descending: sort.startsWith("-") }}
      onSortChange={(next) => onSort(next && sortName(next))}
      className="[--cell-x:8px]"
      {...table}
    />
  );
}

/** Newest first is the order without a name, so a second press on the time leads back to it. */
function sortName({ columnId, descending }: RowSort): TraceSort | null {
  if (columnId === "started") return descending ? null : "started";
  return `${descending ? "-" : ""}${columnId}` as TraceSort;
}

function columnsOf(
  project: string,
  isOfOnePrompt: boolean,
  markedId: string | null,
): DataColumn<Trace>[] {
  return [
    {
      id: "started",
      header: "Started",
      isSortable: true,
      width: 112,
      className: "whitespace-nowrap text-12 text-text-2",
      cell: ({ startedAt }) => <TraceTime value={startedAt} />,
    },
    {
      id: "id",
      header: "Trace",
      width: 80,
      className: "whitespace-nowrap",
      cell: ({ id }) => <IdLink project={project} id={id} isMarked={id === markedId} />,
    },
    {
      id: "input",
      header: "Input",
      cell: ({ inputPreview, name }) => <Preview text={inputPreview} other={name} />,
    },
    {
      id: "answer",
      header: "Answer",
      width: 144,
      wideOnly: true,
      cell: (trace) => <Answer trace={trace} />,
    },
    {
      id: "outcome",
      header: "Outcome",
      width: 116,
      className: "text-12 whitespace-nowrap",
      cell: ({ outcome }) => <OutcomeMark outcome={outcome} />,
    },
    {
      id: "version",
      header: isOfOnePrompt ? "Version" : "Prompt",
      width: isOfOnePrompt ? 72 : 112,
      className: "text-12",
      cell: (trace) => <Served trace={trace} isOfOnePrompt={isOfOnePrompt} />,
    },
    {
      id: "latency",
      header: "Latency",
      isSortable: true,
      num: true,
      width: 88,
      className: "whitespace-nowrap",
      cell: (trace) => <Latency trace={trace} />,
    },
    {
      id: "cost",
      header: "Cost",
      isSortable: true,
      num: true,
      width: 92,
      wideOnly: true,
      className: "whitespace-nowrap",
      cell: (trace) => <Cost trace={trace} />,
    },
    {
      id: "category",
      header: "Failure category",
      width: 116,
      wideOnly: true,
      className: "text-12",
      cell: (trace) => <Category trace={trace} />,
    },
  ];
}
