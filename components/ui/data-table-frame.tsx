"use client";
import { useVirtualizer, useWindowVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { cn } from "./cn";
import type { DataTableProps, Line } from "./data-table";
import type { RowSort } from "./sort-rows";

interface FrameProps<Row> extends DataTableProps<Row> {
  lines: Line<Row>[];
  sort: RowSort | null;
  onSort: (columnId: string) => void;
  onMove?: (by: 1 | -1) => void;
}

/** Up to here all rows are in the page: the browser's own search finds them. */
const ALL_ROWS = 100;
const FIRST_SCREEN = 20;
const HEAD = 33;
const TOP_BAR = 44;
const useBrowserLayoutEffect = typeof window === "undefined" ? useEffect : useLayoutEffect;

function options<Row>({ lines, rowHeight = 36 }: FrameProps<Row>) {
  return {
    count: lines.length,
    estimateSize: (index: number) => (lines[index] && "group" in lines[index] ? 29 : rowHeight + 1),
    getItemKey: (index: number) => lines[index]?.id ?? index,
    overscan: 10,
    initialRect: { width: 0, height: 900 },
    useFlushSync: false,
  };
}

export function WindowTable<Row>(props: FrameProps<Row>) {
  const box = useRef<HTMLElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useBrowserLayoutEffect(() => {
    const top = box.current?.getBoundingClientRect().top;
    if (top !== undefined) setScrollMargin(Math.round(top + window.scrollY + HEAD));
  }, []);
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    ...options(props),
    scrollMargin,
    scrollPaddingStart: HEAD + TOP_BAR,
    scrollPaddingEnd: 8,
  });
  return <Frame {...props} box={box} virtualizer={virtualizer} />;
}

export function ContainerTable<Row>(props: FrameProps<Row>) {
  const box = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer<HTMLElement, HTMLTableRowElement>({
    ...options(props),
    getScrollElement: () => box.current,
    scrollPaddingStart: HEAD,
    // The head stands above the rows in the same scroller.
    scrollMargin: HEAD,
  });
  return <Frame {...props} box={box} virtualizer={virtualizer} />;
}

interface InnerProps<Row, Scroller extends Element | Window> extends FrameProps<Row> {
  box: RefObject<HTMLElement | null>;
  virtualizer: Virtualizer<Scroller, HTMLTableRowElement>;
}

function Frame<Row, Scroller extends Element | Window>(props: InnerProps<Row, Scroller>) {
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
    virtualizer,
    selectedId,
    onEndReached,
    className,
  } = props;
  const virtual = lines.length > ALL_ROWS;
  const items = virtual
    ? virtualizer.getVirtualItems()
    : lines.map((_, index) => ({ index, start: 0, end: 0 }));
  const margin = virtualizer.options.scrollMargin;
  const above = virtual ? Math.max(0, (items[0]?.start ?? margin) - margin) : 0;
  const below = virtual
    ? Math.max(0, virtualizer.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin))
    : 0;

  const selectedIndex = selectedId ? lines.findIndex((line) => line.id === selectedId) : -1;
  const arrived = useRef(false);
  useEffect(() => {
    // On arrival the head of the page stays in view unless the row is far down.
    const isNear = !arrived.current && selectedIndex < FIRST_SCREEN;
    arrived.current = true;
    if (selectedIndex >= 0 && !isNear) virtualizer.scrollToIndex(selectedIndex, { align: "auto" });
  }, [selectedIndex, virtualizer]);

  const lastShown = items.at(-1)?.index ?? 0;
  const nearEnd = lines.length > 0 && lastShown >= lines.length - 20;
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
            <col key={column.id} style={{ width: column.width }} />
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
                  className={cn(column.num && "num", column.className)}
                  aria-sort={sorted}
                >
                  {column.sortValue ? (
                    <button type="button" onClick={() => onSort(column.id)}>
                      {column.header}
                      {sorted === "ascending" && <ArrowUp className="i-sm" aria-hidden="true" />}
                      {sorted === "descending" && <ArrowDown className="i-sm" aria-hidden="true" />}
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
          {items.map(({ index }) => {
            const line = lines[index];
            return line && <LineRow key={line.id} {...props} line={line} index={index} />;
          })}
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

function LineRow<Row, Scroller extends Element | Window>({
  line,
  index,
  columns,
  rowHeight,
  selectedId,
  onSelect,
  onOpen,
  virtualizer,
}: InnerProps<Row, Scroller> & { line: Line<Row>; index: number }) {
  const position = {
    "data-index": index,
    "aria-rowindex": index + 2,
    ref: virtualizer.measureElement,
  };
  if ("group" in line)
    return (
      <tr className="group" {...position}>
        <td colSpan={columns.length}>
          <b className="text-text">{line.group.label}</b> {line.n.toLocaleString("en-US")}
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
          className={cn(column.num && "num", column.className)}
          style={rowHeight === 48 ? { height: 48 } : undefined}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}
