import { parseJson } from "@/lib/http/body/read-body";
import type { ImportFile } from "@/lib/http/files/import-file";
import { type JsonValue, lookupPath } from "@/lib/scorers/json-value";
import { parseColumnPath } from "./column-path";

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

/**
 * Makes columns of places within columns, each before the column that it is in. Answers the columns that they
 * are in: their values are in the file once, unless somebody maps them as well.
 */
export function addPathColumns(file: ImportFile, names: readonly string[]): Set<string> {
  const heads = new Set<string>();
  const { columns } = file;
  const inFile = [...columns];
  for (const name of names.slice(0, MAX_PATHS)) {
    const path = columns.includes(name) ? null : parseColumnPath(name, inFile);
    if (!path) continue;
    columns.splice(columns.indexOf(path.column), 0, name);
    heads.add(path.column);
    for (const { cells } of file.rows) {
      const value = lookupPath(parseCell(cells.get(path.column)), path.place);
      if (value !== undefined) cells.set(name, value);
    }
  }
  return heads;
}
