"use client";
import { type Ref, type RefObject, useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { formatCount } from "@/lib/format-number";
import { Columns, HeadCell, wideOnlyClass } from "./data-table-head";
import type { DataTableProps, Line } from "./data-table-props";
import type { RowSort } from "./sort-rows";
import { cellClass, groupCellClass, tableClass } from "./table";

export interface FrameProps<Row> extends Omit<DataTableProps<Row>, "sort" | "onSortChange"> {
  lines: Line<Row>[];
  sort: RowSort | null;
  onSort: (columnId: string) => void;
  onMove?: (by: 1 | -1) => void;
}

/** The lines that are in the page, and how high the ones above and below them are. */
export interface Shown {
  first: number;
  last: number;
  above: number;
  below: number;
  scrollTo: (index: number) => void;
  measure?: Ref<HTMLTableRowElement>;
}

const FIRST_SCREEN = 20;

interface InnerProps<Row> extends FrameProps<Row> {
  box: RefObject<HTMLElement | null>;
  shown: Shown;
}

export function DataTableFrame<Row>(props: InnerProps<Row>) {
  const {
    label,
    columns,
    lines,
    height,
    minWidth,
    rowHeight = 36,
    sort,
    onSort,
    onMove,
    box,
    shown,
    selectedId,
    onEndReached,
    className,
  } = props;
  const scrolls = height !== undefined;
  const { first, last, above, below, scrollTo } = shown;
  const selectedIndex = selectedId ? lines.findIndex((line) => line.id === selectedId) : -1;
  useSelectedInView(selectedIndex, scrollTo);
  useEndReached(lines.length, last, onEndReached);
  return (
    <section
      ref={box}
      className={cn(
        "relative focus-visible:-outline-offset-2",
        scrolls && "overflow-auto",
        className,
      )}
      data-slot="table"
      style={{ height }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the selected row
      tabIndex={0}
      aria-label={`${label}, ${formatCount(lines.filter((line) => "row" in line).length)} rows`}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || !onMove) return;
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        onMove(event.key === "ArrowDown" ? 1 : -1);
      }}
    >
      <table
        className={cn(tableClass({ dense: rowHeight === 32 }), "table-fixed")}
        aria-label={label}
        aria-rowcount={lines.length + 1}
        style={{ minWidth }}
      >
        <Columns columns={columns} />
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell
                key={column.id}
                column={column}
                sort={sort?.columnId === column.id ? sort : null}
                isInBox={scrolls}
                onSort={() => onSort(column.id)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Pad height={above} columns={columns.length} />}
          {lines.slice(first, last + 1).map((line, index) => (
            <LineRow key={line.id} {...props} line={line} index={first + index} />
          ))}
          {below > 0 && <Pad height={below} columns={columns.length} />}
        </tbody>
      </table>
    </section>
  );
}

function useSelectedInView(index: number, scrollTo: Shown["scrollTo"]) {
  const arrived = useRef(false);
  useEffect(() => {
    // On arrival the head of the page stays in view unless the row is far down.
    const isNear = !arrived.current && index < FIRST_SCREEN;
    arrived.current = true;
    if (index >= 0 && !isNear) scrollTo(index);
  }, [index, scrollTo]);
}

function useEndReached(count: number, last: number, onEndReached: (() => void) | undefined) {
  const nearEnd = count > 0 && last >= count - 20;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per page of rows
  useEffect(() => {
    if (nearEnd) onEndReached?.();
  }, [nearEnd, count]);
}

function Pad({ height, columns }: { height: number; columns: number }) {
  return (
    <tr>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function LineRow<Row>({
  line,
  index,
  columns,
  rowHeight,
  height,
  selectedId,
  onSelect,
  onOpen,
  shown,
}: InnerProps<Row> & { line: Line<Row>; index: number }) {
  // A row that is scrolled to stays clear of the sticky head.
  const rowClass = cn(
    "scroll-mb-2",
    height === undefined ? "scroll-mt-[calc(var(--topbar)+33px)]" : "scroll-mt-[33px]",
  );
  const position = {
    "data-index": index,
    "aria-rowindex": index + 2,
    ref: shown.measure,
  };
  if ("group" in line)
    return (
      <tr className={rowClass} {...position}>
        <td className={groupCellClass} colSpan={columns.length}>
          <b className="text-text">{line.group.label}</b> {formatCount(line.n)}
          {line.group.isPartial && " or more"}
        </td>
      </tr>
    );
  const { id, row } = line;
  const isControl = (target: EventTarget) =>
    target instanceof Element && target.closest("a, button, input, select, label") !== null;
  return (
    <tr
      {...position}
      aria-selected={onSelect ? id === selectedId : undefined}
      className={cn(rowClass, (onSelect ?? onOpen) && "cursor-pointer")}
      onClick={(event) => {
        if (isControl(event.target)) return;
        if (onSelect) onSelect(id, row);
        else onOpen?.(id, row);
      }}
      onDoubleClick={(event) => {
        if (onSelect && !isControl(event.target)) onOpen?.(id, row);
      }}
    >
      {columns.map((column) => (
        <td
          key={column.id}
          className={cn(
            cellClass,
            "overflow-hidden text-ellipsis whitespace-nowrap",
            column.num && "text-right",
            column.wideOnly && wideOnlyClass,
            column.className,
          )}
          style={rowHeight === 48 ? { height: 48 } : undefined}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}
