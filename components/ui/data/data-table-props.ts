import type { ReactNode } from "react";
import type { RowSort } from "./sort-rows";

export interface DataColumn<Row> {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** px or any CSS width; columns without one share what is left. */
  width?: number | string;
  /** Digits: right-aligned, tabular. */
  num?: boolean;
  /** Makes the column sortable by this value; null and undefined come last. */
  sortValue?: (row: Row) => string | number | null | undefined;
  /** Sortable by whoever reads the rows: `onSortChange` hears of it. */
  isSortable?: boolean;
  /** Gives its room away on a screen below 1024 px. */
  wideOnly?: boolean;
  className?: string;
}

export interface RowGroup {
  key: string;
  label: ReactNode;
  /** How many there are, where not all rows are loaded. */
  n?: number | undefined;
  /** There are more than are loaded, and nobody knows how many. */
  isPartial?: boolean;
}

export interface DataTableProps<Row> {
  /** Accessible name. */
  label: string;
  rows: readonly Row[];
  /** Keep them stable (module scope or useMemo). */
  columns: ReadonlyArray<DataColumn<Row>>;
  rowId: (row: Row) => string;
  /** From the URL. `j` and `k` move it, a press on a row sets it. */
  selectedId?: string | null;
  /** May return a promise, which is waited for before the row is opened. */
  onSelect?: (id: string, row: Row) => unknown;
  /** Enter on the selected row, or a double press. */
  onOpen?: (id: string, row: Row) => void;
  /** Headings inside the table, in this order; groups without rows are left out. */
  groups?: readonly RowGroup[];
  groupOf?: (row: Row) => string;
  /** The order in which the rows were read, for columns that are `isSortable`. */
  sort?: RowSort | null;
  onSortChange?: (sort: RowSort | null) => void;
  rowHeight?: 32 | 36 | 48;
  /** Without a height the page scrolls and the head sticks below the top bar. */
  height?: number | string;
  /** Instead of rows when there are none. */
  empty?: ReactNode;
  /** Below this width the table scrolls sideways; needs `height`. */
  minWidth?: number;
  /** Called near the end, to fetch the next page. */
  onEndReached?: () => void;
  className?: string;
}

/** A line on the screen: a row, or the heading of a group. */
export type Line<Row> = { id: string; row: Row } | { id: string; group: RowGroup; n: number };
