import { formatCount } from "@/lib/format-number";
import { AppError } from "@/lib/http/app-error";
import { takeTurns } from "@/lib/http/body/turns";
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
  /**
   * Those that could be read, in turns with other work: whoever goes through them need not think of it. Of a large
   * file they are read anew each time, so that memory never holds them all.
   */
  rows: AsyncIterable<FileRow>;
  /** The first of them. */
  sample: FileRow[];
  /** In how many rows a column has a value. */
  filled: Map<string, number>;
  /** Columns whose values all begin like an object that is written as text. */
  objectLike: Set<string>;
  errors: RowError[];
  /** How many rows have an error; only the first are told. */
  errorRows: number;
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
const MAX_SAMPLE = 200;

/** What a parser reads of a file, one after another. */
export type ReadRow = FileRow | RowError;

/**
 * Reads a file once to its end, for what has to be known of all rows before one is used, and refuses it where it
 * becomes too large to import at once.
 */
export async function describeFile(
  columns: readonly string[],
  read: () => AsyncIterable<ReadRow>,
): Promise<ImportFile> {
  const builder = new ImportFileBuilder();
  builder.nameColumns([...columns]);
  for await (const row of read()) {
    if ("cells" in row) builder.countRow(row);
    else builder.addError(row);
  }
  return { ...builder.file, rows: { [Symbol.asyncIterator]: () => goodRows(read()) } };
}

async function* goodRows(rows: AsyncIterable<ReadRow>): AsyncGenerator<FileRow> {
  for await (const row of rows) if ("cells" in row) yield row;
}

async function* inTurns(rows: readonly FileRow[]): AsyncGenerator<FileRow> {
  const turn = takeTurns();
  for (const row of rows) {
    await turn();
    yield row;
  }
}

/** All rows of a file that is known to be small enough. */
export async function listRows({ rows }: Pick<ImportFile, "rows">): Promise<FileRow[]> {
  const list: FileRow[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

/** Collects the rows of a file while it is read. */
export class ImportFileBuilder {
  readonly #rows: FileRow[] = [];
  readonly file: ImportFile = {
    rowCount: 0,
    columns: [],
    rows: { [Symbol.asyncIterator]: () => inTurns(this.#rows) },
    sample: [],
    filled: new Map(),
    objectLike: new Set(),
    errors: [],
    errorRows: 0,
    warnings: [],
    suggestedScorers: [],
  };
  readonly #columns = new Set<string>();
  readonly #notObjectLike = new Set<string>();
  #cellCount = 0;

  /** The columns of a file that names them first. */
  nameColumns(columns: string[]): void {
    if (columns.length > MAX_COLUMNS) throw tooMany(MAX_COLUMNS, "columns");
    this.file.columns = columns;
    for (const column of columns) this.#columns.add(column);
  }

  addRow(row: number, cells: Map<string, JsonValue>): void {
    this.countRow({ row, cells });
    this.#rows.push({ row, cells });
  }

  /** What all rows have to say, without keeping this one. */
  countRow(row: FileRow): void {
    const { cells } = row;
    this.#count();
    this.#cellCount += cells.size;
    if (this.#cellCount > MAX_CELLS) throw tooMany(MAX_CELLS, "cells");
    for (const [column, value] of cells) {
      this.#nameColumn(column);
      this.#describe(column, value);
    }
    if (this.file.sample.length < MAX_SAMPLE) this.file.sample.push(row);
  }

  addError(error: RowError): void {
    this.#count();
    this.file.errorRows += 1;
    if (this.file.errors.length < MAX_ERRORS) this.file.errors.push(error);
  }

  #nameColumn(column: string): void {
    if (this.#columns.has(column)) return;
    this.#columns.add(column);
    this.file.columns.push(column);
    if (this.#columns.size > MAX_COLUMNS) throw tooMany(MAX_COLUMNS, "columns");
  }

  #describe(column: string, value: JsonValue): void {
    if (isEmpty(value)) return;
    const { filled, objectLike } = this.file;
    filled.set(column, (filled.get(column) ?? 0) + 1);
    if (this.#notObjectLike.has(column)) return;
    if (/^\s*(?:\{|$)/.test(String(value))) objectLike.add(column);
    else {
      this.#notObjectLike.add(column);
      objectLike.delete(column);
    }
  }

  #count(): void {
    this.file.rowCount += 1;
    if (this.file.rowCount > MAX_ROWS) throw tooMany(MAX_ROWS, "rows");
  }
}

const isEmpty = (value: JsonValue): boolean =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

export function tooMany(most: number, what: string): AppError {
  const limit = formatCount(most);
  return new AppError("too_large", `The file has more than ${limit} ${what}. Import it in parts.`);
}
