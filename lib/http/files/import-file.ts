import { formatCount } from "@/lib/format-number";
import { AppError } from "@/lib/http/app-error";
import type { ScorerSpec } from "@/lib/scorers/contract";
import type { JsonValue } from "@/lib/scorers/json-value";

/** `row` counts rows of data from 1, without the header and empty lines. */
export interface RowError {
  row: number;
  column?: string | undefined;
  message: string;
}

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

export const MAX_ROWS = 100_000;
/** With the empty ones. */
export const MAX_LINES = 1_000_000;
/** A hundred variables, a hundred attributes and the fields of an expected answer. */
export const MAX_COLUMNS = 300;
export const MAX_CELLS = 1_000_000;
/** Errors that are kept; all rows are counted. */
export const MAX_ERRORS = 5_000;

/** Collects the rows of a file while it is read, and refuses it where it becomes too large to import at once. */
export class ImportFileBuilder {
  readonly file: ImportFile = {
    rowCount: 0,
    columns: [],
    rows: [],
    errors: [],
    warnings: [],
    suggestedScorers: [],
  };
  private readonly columns = new Set<string>();
  private cellCount = 0;

  /** The columns of a file that names them first. */
  nameColumns(columns: string[]): void {
    if (columns.length > MAX_COLUMNS) throw tooMany(MAX_COLUMNS, "columns");
    this.file.columns = columns;
    for (const column of columns) this.columns.add(column);
  }

  addRow(row: number, cells: Map<string, JsonValue>): void {
    this.countRow();
    this.cellCount += cells.size;
    if (this.cellCount > MAX_CELLS) throw tooMany(MAX_CELLS, "cells");
    for (const column of cells.keys()) {
      if (this.columns.has(column)) continue;
      this.columns.add(column);
      this.file.columns.push(column);
      if (this.columns.size > MAX_COLUMNS) throw tooMany(MAX_COLUMNS, "columns");
    }
    this.file.rows.push({ row, cells });
  }

  addError(error: RowError): void {
    this.countRow();
    if (this.file.errors.length < MAX_ERRORS) this.file.errors.push(error);
  }

  private countRow(): void {
    this.file.rowCount += 1;
    if (this.file.rowCount > MAX_ROWS) throw tooMany(MAX_ROWS, "rows");
  }
}

export function tooMany(most: number, what: string): AppError {
  const limit = formatCount(most);
  return new AppError("too_large", `The file has more than ${limit} ${what}. Import it in parts.`);
}
