import {
  CaseAttributes,
  type CaseContent,
  CaseId,
  CaseInput,
  CaseKind,
  Expected,
  Split,
} from "@/lib/eval-sets/case-content";
import { withoutApostrophe } from "@/lib/eval-sets/formula-text";
import type { JsonLimits } from "@/lib/http/body/json-limits";
import { parseJson } from "@/lib/http/body/read-body";
import { takeTurns } from "@/lib/http/body/turns";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { type ColumnTarget, nameColumn, parseColumn } from "./import-column";
import { type FileRow, type ImportFile, MAX_ERRORS } from "./import-file";
import type { RowError } from "./import-report";
import { mapColumns, type Targets } from "./map-columns";
import { AssertionNotes } from "./parse-promptfoo";

/** A row as a case; what the file has no column or value for is undefined. */
export interface ImportRow {
  row: number;
  id: string | undefined;
  input: CaseContent["input"];
  expected: JsonValue | null | undefined;
  kind: CaseKind | undefined;
  split: Split | undefined;
  attributes: CaseAttributes | undefined;
}

export interface ReadRows {
  rows: ImportRow[];
  errorRows: number;
  errors: RowError[];
  warnings: string[];
  notes: AssertionNotes;
  columns: { column: string; target: string; sample: string }[];
}

const CELL_LIMITS: JsonLimits = { maxDepth: 40, maxValues: 20_000 };

/** Turns a file's rows into cases; each row stands alone, a wrong one never stops another. */
export async function parseImportRows(
  file: ImportFile,
  { mapping, isText }: { mapping: Record<string, string>; isText: boolean },
): Promise<ReadRows> {
  const targets = mapColumns(file.columns, { mapping, isText });
  const read: ReadRows = {
    rows: [],
    errorRows: file.rowCount - file.rows.length,
    errors: [...file.errors],
    warnings: [...file.warnings],
    notes: new AssertionNotes(),
    columns: file.columns.map((column) => ({
      column,
      target: nameColumn(targets.get(column) ?? parseColumn(column, isText)),
      sample: sampleOf(file, column),
    })),
  };
  const turn = takeTurns();
  let brokenRows = 0;
  for (const row of file.rows) {
    await turn();
    const result = readRow(row, targets, isText, read.notes);
    if (Array.isArray(result)) {
      read.errorRows += 1;
      if (read.errors.length < MAX_ERRORS) read.errors.push(...result);
      continue;
    }
    if (hasBrokenText(result.input)) brokenRows += 1;
    read.rows.push(result);
  }
  read.errors.sort((one, two) => one.row - two.row);
  read.warnings.push(...read.notes.warnings(), ...encodingWarning(brokenRows));
  return read;
}

function sampleOf(file: ImportFile, column: string): string {
  for (const { cells } of file.rows.slice(0, 20)) {
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
  notes: AssertionNotes,
): ImportRow | RowError[] {
  const errors: RowError[] = [];
  const input: JsonObject = {};
  const attributes: Record<string, JsonValue> = {};
  const fields: JsonObject = {};
  const plain: Partial<Record<"id" | "kind" | "split", string>> = {};
  let expected: JsonValue | undefined;
  let hasAttributes = false;
  let hasExpected = false;
  for (const [column, target] of targets) {
    const has = cells.has(column);
    if (target.to === "attribute") hasAttributes ||= isText || has;
    if (target.to === "expected" || target.to === "assertion") hasExpected ||= isText || has;
    if (!has || target.to === "ignore") continue;
    const value = decode(cells.get(column) ?? null, target, isText);
    if (value === badJson) {
      errors.push({
        row,
        column,
        message: "This cell is not JSON. Text needs quotes in a column that ends in :json.",
      });
    } else if (value !== undefined) place(column, target, value);
  }
  if (Object.keys(fields).length > 0) {
    if (expected === undefined) expected = fields;
    else if (isJsonObject(expected)) expected = { ...expected, ...fields };
    else
      errors.push({
        row,
        column: "expected",
        message: "The row has an expected text and expected fields. Keep one of them.",
      });
  }
  return checked();

  function place(column: string, target: ColumnTarget, value: JsonValue): void {
    if (target.to === "input") set(input, target.name, value);
    else if (target.to === "attribute") set(attributes, target.name, value);
    else if (target.to === "expected" && target.field !== null) set(fields, target.field, value);
    else if (target.to === "expected") expected = value;
    else if (target.to === "assertion") expected = notes.read(value).expected ?? expected;
    else if (target.to !== "ignore") {
      if (typeof value === "string" || typeof value === "number") plain[target.to] = String(value);
      else errors.push({ row, column, message: `The ${target.to} must be a text.` });
    }
  }

  function checked(): ImportRow | RowError[] {
    const kind = plain.kind?.trim().toLowerCase();
    const split = plain.split?.trim().toLowerCase();
    if (kind && !CaseKind.safeParse(kind).success) {
      errors.push({
        row,
        column: "kind",
        message: `The kind “${show(kind)}” is unknown. Use ${CaseKind.options.join(", ")}.`,
      });
    }
    if (split && !Split.safeParse(split).success) {
      errors.push({
        row,
        column: "split",
        message: `The split “${show(split)}” is unknown. Use development or holdout.`,
      });
    }
    if (kind !== "malformed" && Object.values(input).every(isBlank)) {
      errors.push({
        row,
        column: firstInput(targets),
        message: "Every variable is empty. Fill one in, or set the kind to malformed.",
      });
    }
    const id = plain.id?.trim() || undefined;
    collect("id", id === undefined ? undefined : CaseId.safeParse(id));
    collect("input", Object.keys(input).length > 0 ? CaseInput.safeParse(input) : undefined);
    collect("attributes", CaseAttributes.safeParse(attributes));
    collect("expected", expected === undefined ? undefined : Expected.safeParse(expected));
    if (errors.length > 0) return errors;
    return {
      row,
      id,
      input: input as CaseContent["input"],
      expected: hasExpected ? (expected ?? null) : undefined,
      kind: kind ? (kind as CaseKind) : undefined,
      split: split ? (split as Split) : undefined,
      attributes: hasAttributes ? (attributes as CaseAttributes) : undefined,
    };
  }

  function collect(
    part: string,
    parsed:
      | { success: boolean; error?: { issues: { path: PropertyKey[]; message: string }[] } }
      | undefined,
  ): void {
    for (const issue of parsed?.error?.issues.slice(0, 3) ?? []) {
      const at = [part, ...issue.path.map(String)].join(".");
      errors.push({ row, column: at.replace(/^attributes\./, "attr."), message: issue.message });
    }
  }
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

function set(object: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name !== "__proto__") object[name] = value;
}

function isBlank(value: JsonValue): boolean {
  return value === null || (typeof value === "string" && value.trim() === "");
}

function firstInput(targets: Targets): string {
  return [...targets].find(([, { to }]) => to === "input")?.[0] ?? "input";
}

function show(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

const hasBrokenText = (input: CaseContent["input"]) => JSON.stringify(input).includes("\uFFFD");

function encodingWarning(broken: number): string[] {
  if (broken === 0) return [];
  return [
    `${broken} rows hold the sign �. The program that wrote the file lost characters, or the encoding is a different one.`,
  ];
}
