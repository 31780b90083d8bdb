import { withoutApostrophe } from "@/lib/eval-sets/formula-text";
import type { JsonLimits } from "@/lib/http/body/json-limits";
import { parseJson } from "@/lib/http/body/read-body";
import type { FileRow, ImportFile } from "@/lib/http/files/import-file";
import type { JsonValue } from "@/lib/scorers/json-value";
import { type ColumnTarget, nameColumn, parseColumn } from "./import-column";
import type { RowError } from "./import-report";
import { mapColumns, type Targets } from "./map-columns";
import { type ImportRow, RowParts } from "./row-parts";

const CELL_LIMITS: JsonLimits = { maxDepth: 40, maxValues: 20_000 };

export interface ColumnWish {
  mapping: Record<string, string>;
  isText: boolean;
}

/** A file's rows as cases, one after another; each stands alone, a wrong one never stops another. */
export async function* parseImportRows(
  file: Pick<ImportFile, "columns" | "rows">,
  { mapping, isText }: ColumnWish,
): AsyncGenerator<ImportRow | RowError[]> {
  const targets = mapColumns(file.columns, { mapping, isText });
  for await (const row of file.rows) yield readRow(row, targets, isText);
}

/** What each column of a file becomes, with a value of it. */
export function describeColumns(
  file: ImportFile,
  { mapping, isText }: ColumnWish,
): { column: string; target: string; sample: string }[] {
  const targets = mapColumns(file.columns, { mapping, isText });
  return file.columns.map((column) => ({
    column,
    target: nameColumn(targets.get(column) ?? parseColumn(column, isText)),
    sample: sampleOf(file, column),
  }));
}

function sampleOf({ sample }: ImportFile, column: string): string {
  for (const { cells } of sample.slice(0, 20)) {
    const value = cells.get(column);
    if (value === undefined || value === "" || value === null) continue;
    return (typeof value === "string" ? value : JSON.stringify(value)).slice(0, 120);
  }
  return "";
}

function readRow(
  { row, cells }: FileRow,
  targets: Targets,
  isText: boolean,
): ImportRow | RowError[] {
  const parts = new RowParts(row);
  for (const [column, target] of targets) {
    const has = cells.has(column);
    if (isText || has) parts.expect(target);
    if (!has || target.to === "ignore") continue;
    const value = decode(cells.get(column) ?? null, target, isText);
    if (value === badJson) {
      parts.refuse(
        column,
        "This cell is not JSON. Text needs quotes in a column that ends in :json.",
      );
    } else if (value !== undefined) parts.place(column, target, value);
  }
  return parts.check(firstInput(targets));
}

const badJson = Symbol("not JSON");

/** An empty CSV cell is an empty text in a variable and nothing anywhere else. */
function decode(
  value: JsonValue,
  target: ColumnTarget,
  isText: boolean,
): JsonValue | undefined | typeof badJson {
  if (!isText || typeof value !== "string") {
    const isNothing = value === null && target.to !== "input";
    return isNothing ? undefined : value;
  }
  if (target.isJson) {
    if (value.trim() === "") return undefined;
    try {
      return parseJson(withoutApostrophe(value), CELL_LIMITS) as JsonValue;
    } catch {
      return badJson;
    }
  }
  return value === "" && target.to !== "input" ? undefined : value;
}

function firstInput(targets: Targets): string {
  return [...targets].find(([, { to }]) => to === "input")?.[0] ?? "input";
}
