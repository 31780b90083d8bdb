"use client";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type Ref, type RefObject, useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { DataTableProps, Line } from "./data-table-props";
import type { RowSort } from "./sort-rows";

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
  const { first, last, above, below, scrollTo } = shown;
  const selectedIndex = selectedId ? lines.findIndex((line) => line.id === selectedId) : -1;
  const arrived = useRef(false);
  useEffect(() => {
    // On arrival the head of the page stays in view unless the row is far down.
    const isNear = !arrived.current && selectedIndex < FIRST_SCREEN;
    arrived.current = true;
    if (selectedIndex >= 0 && !isNear) scrollTo(selectedIndex);
  }, [selectedIndex, scrollTo]);

  const nearEnd = lines.length > 0 && last >= lines.length - 20;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per page of rows
  useEffect(() => {
    if (nearEnd) onEndReached?.();
  }, [nearEnd, lines.length]);

  return (
    <section
      ref={box}
      className={cn("data-table", className)}
      data-scroll={height === undefined ? "window" : "container"}
      style={{ height }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the selected row
      tabIndex={0}
      aria-label={`${label}, ${lines.filter((line) => "row" in line).length.toLocaleString("en-US")} rows`}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || !onMove) return;
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        onMove(event.key === "ArrowDown" ? 1 : -1);
      }}
    >
      <table
        className={cn("table", rowHeight === 32 && "table-dense")}
        aria-label={label}
        aria-rowcount={lines.length + 1}
        style={{ minWidth }}
      >
        <colgroup>
          {columns.map((column) => (
            <col
              key={column.id}
              className={cn(column.wideOnly && "wide-only")}
              style={{ width: column.width }}
            />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => {
              const sorted =
                sort?.columnId === column.id
                  ? sort.descending
                    ? "descending"
                    : "ascending"
                  : undefined;
              return (
                <th
                  key={column.id}
                  scope="col"
                  className={cn(
                    column.num && "num",
                    column.wideOnly && "wide-only",
                    column.className,
                  )}
                  aria-sort={sorted}
                >
                  {column.sortValue || column.isSortable ? (
                    <button type="button" onClick={() => onSort(column.id)}>
                      {column.header}
                      {sorted === "ascending" && (
                        <ArrowUp className="size-3.5" aria-hidden="true" />
                      )}
                      {sorted === "descending" && (
                        <ArrowDown className="size-3.5" aria-hidden="true" />
                      )}
                    </button>
                  ) : (
                    column.header
                  )}
                </th>
              );
            })}
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

function Pad({ height, columns }: { height: number; columns: number }) {
  return (
    <tr className="pad">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function LineRow<Row>({
  line,
  index,
  columns,
  rowHeight,
  selectedId,
  onSelect,
  onOpen,
  shown,
}: InnerProps<Row> & { line: Line<Row>; index: number }) {
  const position = {
    "data-index": index,
    "aria-rowindex": index + 2,
    ref: shown.measure,
  };
  if ("group" in line)
    return (
      <tr className="group" {...position}>
        <td colSpan={columns.length}>
          <b className="text-text">{line.group.label}</b> {line.n.toLocaleString("en-US")}
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
      className={cn((onSelect ?? onOpen) && "clickable")}
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
          className={cn(column.num && "num", column.wideOnly && "wide-only", column.className)}
          style={rowHeight === 48 ? { height: 48 } : undefined}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}
