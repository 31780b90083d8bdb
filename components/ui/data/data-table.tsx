"use client";
import { lazy, type ReactNode, Suspense, useMemo, useRef, useState } from "react";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { FrameProps } from "./data-table-frame";
import { PlainTable } from "./data-table-plain";
import type { DataTableProps, Line } from "./data-table-props";
import { nextSort, type RowSort, sortRows } from "./sort-rows";

const VirtualTable = lazy(() => import("./data-table-virtual")) as <Row>(
  props: FrameProps<Row>,
) => ReactNode;

/** Up to here every row is in the page. */
const ALL_ROWS = 100;

/** Thousands of rows: sorted, grouped, virtualised, moved through with `j`, `k` and Enter. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { rows, columns, rowId, groups, groupOf, selectedId, onSelect, onOpen, empty } = props;
  const [ownSort, setOwnSort] = useState<RowSort | null>(null);
  const sort = props.onSortChange ? (props.sort ?? null) : ownSort;
  const sorted = useMemo(() => {
    const sortValue = columns.find(({ id }) => id === sort?.columnId)?.sortValue;
    return sort && sortValue ? sortRows(rows, sortValue, sort.descending) : rows;
  }, [rows, columns, sort]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an id depends on its row alone
  const lines = useMemo<Line<Row>[]>(() => {
    const all = sorted.map((row) => ({ id: rowId(row), row }));
    if (!groups || !groupOf) return all;
    return groups.flatMap((group) => {
      const members = all.filter((line) => groupOf(line.row) === group.key);
      return members.length
        ? [{ id: `group:${group.key}`, group, n: group.n ?? members.length }, ...members]
        : [];
    });
  }, [sorted, groups, groupOf]);

  const selection = useRef<unknown>(null);
  const move = (by: 1 | -1) => {
    const only = lines.filter((line) => "row" in line);
    const at = only.findIndex((line) => line.id === selectedId);
    const next = only[at < 0 ? (by > 0 ? 0 : only.length - 1) : at + by];
    if (next) selection.current = onSelect?.(next.id, next.row);
  };
  const moveByKey = (by: 1 | -1) => {
    leaveControl();
    move(by);
  };
  const openSelected = async () => {
    // A selection that is still on its way into the address would take the place of the page that is opened.
    await selection.current;
    const line = lines.find((one) => one.id === selectedId);
    if (line && "row" in line) onOpen?.(line.id, line.row);
  };
  useShortcuts([
    { keys: "j", label: "Next row", group: "Rows", enabled: !!onSelect, run: () => moveByKey(1) },
    {
      keys: "k",
      label: "Previous row",
      group: "Rows",
      enabled: !!onSelect,
      run: () => moveByKey(-1),
    },
    {
      keys: "enter",
      label: "Open row",
      group: "Rows",
      enabled: !!onOpen && !!selectedId,
      run: openSelected,
    },
  ]);

  if (rows.length === 0 && empty) return empty;
  const { sort: _sort, onSortChange: _onSortChange, ...rest } = props;
  const frame = {
    ...rest,
    lines,
    sort,
    onSort: (columnId: string) => (props.onSortChange ?? setOwnSort)(nextSort(sort, columnId)),
    onMove: onSelect ? move : undefined,
  };
  if (lines.length <= ALL_ROWS) return <PlainTable {...frame} />;
  return (
    <Suspense fallback={<PlainTable {...frame} lines={lines.slice(0, ALL_ROWS)} />}>
      <VirtualTable {...frame} />
    </Suspense>
  );
}

/** Enter is to open the row, not to press once more the button or link that was pressed before. */
function leaveControl() {
  const active = document.activeElement;
  if (active instanceof HTMLElement && active.matches("button, a[href]")) active.blur();
}
