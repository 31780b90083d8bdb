import { type ChartTable, chartCsv } from "./chart-data";

/** Saves a table as `<name>.csv`. */
export function downloadTable(name: string, table: ChartTable): void {
  const url = URL.createObjectURL(new Blob([chartCsv(table)], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
