export interface RowSort {
  columnId: string;
  descending: boolean;
}

type SortValue = string | number | null | undefined;

// "v10" comes after "v9"; capitals do not come first.
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function compare(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return collator.compare(String(a), String(b));
}

/**
 * The rows ordered by one value. Rows without a value stand last in both directions;
 * rows with the same value keep the order in which they came.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  valueOfRow: (row: Row) => SortValue,
  descending: boolean,
): Row[] {
  return rows
    .map((row) => ({ row, value: valueOfRow(row) }))
    .sort(({ value: a }, { value: b }) => {
      if (a == null || b == null) return Number(a == null) - Number(b == null);
      return descending ? compare(b, a) : compare(a, b);
    })
    .map(({ row }) => row);
}

/** What a press on a column's head does: up, down, and back to the order in which rows came. */
export function nextSort(sort: RowSort | null, columnId: string): RowSort | null {
  if (sort?.columnId !== columnId) return { columnId, descending: false };
  return sort.descending ? null : { columnId, descending: true };
}
