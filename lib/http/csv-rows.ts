import { stringify } from "csv-stringify/sync";

/** Spreadsheets run what begins like a formula; a quote before it keeps it a text. */
export const formatCsvRows = (rows: readonly (readonly unknown[])[]): string =>
  stringify(rows as unknown[][], { escape_formulas: true, bom: false });

/** Text as it is, everything else as JSON; nothing where there is no value. */
export function formatCsvCell(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
