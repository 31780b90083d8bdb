"use client";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { CSSProperties } from "react";
import { cn } from "@/components/ui/cn";
import type { DataTableProps } from "./data-table-props";
import type { RowSort } from "./sort-rows";
import { headCellClass } from "./table";

export const wideOnlyClass =
  "max-lg:overflow-hidden max-lg:p-0 max-lg:text-[0px] max-lg:last:pr-0 max-lg:*:hidden";

const widthOf = (width: number | string | undefined) =>
  typeof width === "number" ? `${width}px` : width;

export function Columns<Row>({ columns }: Pick<DataTableProps<Row>, "columns">) {
  return (
    <colgroup>
      {columns.map((column) => (
        <col
          key={column.id}
          className={cn("w-(--column)", column.wideOnly && "max-lg:w-0")}
          style={{ "--column": widthOf(column.width) } as CSSProperties}
        />
      ))}
    </colgroup>
  );
}

interface HeadCellProps<Row> {
  column: DataTableProps<Row>["columns"][number];
  /** null: the table is not sorted by it. */
  sort: RowSort | null;
  /** The table scrolls in a box of its own. */
  isInBox: boolean;
  onSort: () => void;
}

export function HeadCell<Row>({ column, sort, isInBox, onSort }: HeadCellProps<Row>) {
  const sorted = sort ? (sort.descending ? "descending" : "ascending") : undefined;
  return (
    <th
      scope="col"
      className={cn(
        headCellClass,
        "sticky z-3",
        isInBox ? "top-0" : "top-(--topbar)",
        column.num ? "text-right" : "text-left",
        column.wideOnly && wideOnlyClass,
        column.className,
      )}
      aria-sort={sorted}
    >
      {column.sortValue || column.isSortable ? (
        <button
          type="button"
          className="inline-flex items-center gap-1 hover:text-text"
          onClick={onSort}
        >
          {column.header}
          {sorted === "ascending" && <ArrowUp className="size-3.5" aria-hidden="true" />}
          {sorted === "descending" && <ArrowDown className="size-3.5" aria-hidden="true" />}
        </button>
      ) : (
        column.header
      )}
    </th>
  );
}
