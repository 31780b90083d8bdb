import { parseJson } from "@/lib/http/body/read-body";
import type { FileRow, ImportFile } from "@/lib/http/files/import-file";
import { type JsonValue, lookupPath } from "@/lib/scorers/json-value";
import { type ColumnPath, parseColumnPath } from "./column-path";

const MAX_PATHS = 100;
const CELL_LIMITS = { maxDepth: 40, maxValues: 20_000 };

/** A CSV holds objects as text. */
export function parseCell(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return parseJson(value, CELL_LIMITS) as JsonValue;
  } catch {
    return value;
  }
}

/** A place within a column, which becomes a column of its own. */
interface PathColumn {
  name: string;
  path: ColumnPath;
}

/**
 * Makes columns of places within columns, each before the column that it is in. Answers the columns that they
 * are in: their values are in the file once, unless somebody maps them as well.
 */
export function addPathColumns(file: ImportFile, names: readonly string[]): Set<string> {
  const { columns } = file;
  const inFile = [...columns];
  const added: PathColumn[] = [];
  for (const name of names.slice(0, MAX_PATHS)) {
    const path = columns.includes(name) ? null : parseColumnPath(name, inFile);
    if (!path) continue;
    columns.splice(columns.indexOf(path.column), 0, name);
    added.push({ name, path });
  }
  if (added.length > 0) {
    const { rows } = file;
    for (const row of file.sample) addCells(row, added);
    file.rows = { [Symbol.asyncIterator]: () => withCells(rows, added) };
  }
  return new Set(added.map(({ path }) => path.column));
}

async function* withCells(
  rows: AsyncIterable<FileRow>,
  added: readonly PathColumn[],
): AsyncGenerator<FileRow> {
  for await (const row of rows) yield addCells(row, added);
}

function addCells(row: FileRow, added: readonly PathColumn[]): FileRow {
  for (const { name, path } of added) {
    const value = lookupPath(parseCell(row.cells.get(path.column)), path.place);
    if (value !== undefined) row.cells.set(name, value);
  }
  return row;
}
