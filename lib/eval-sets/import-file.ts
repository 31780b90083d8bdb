import type { ScorerSpec } from "@/lib/scorers/contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { RowError } from "./import-report";

/** A file as rows of named cells, whatever its format was. */
export interface ImportFile {
  /** Rows with something in them, also those that could not be read. */
  rowCount: number;
  columns: string[];
  rows: FileRow[];
  errors: RowError[];
  warnings: string[];
  suggestedScorers: ScorerSpec[];
}

export interface FileRow {
  row: number;
  /** CSV cells are text and still have to be decoded; others are values. */
  cells: Map<string, JsonValue>;
}
