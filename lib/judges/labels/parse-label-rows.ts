import { invalid } from "@/lib/http/app-error";
import { parseJson } from "@/lib/http/body/read-body";
import { takeTurns } from "@/lib/http/body/turns";
import { decodeFile } from "@/lib/http/files/file-encoding";
import type { FileRow, ImportFile } from "@/lib/http/files/import-file";
import { listRows, MAX_ERRORS, tooMany } from "@/lib/http/files/import-file";
import { parseCsv } from "@/lib/http/files/parse-csv";
import { parseJsonl } from "@/lib/http/files/parse-jsonl";
import { LabelRow } from "@/lib/judges/label-contract";
import { isJsonObject, type JsonValue } from "@/lib/scorers/json-value";

/** People label by hand: more is a mistake, or belongs into parts. */
const MAX_ROWS = 10_000;

export interface NumberedRow {
  /** Rows of data count from 1. */
  row: number;
  label: LabelRow;
}

export interface ParsedRows {
  rows: NumberedRow[];
  errors: { row: number; message: string }[];
}

/** Labels as a file or a list has them; a row that cannot be used says why and stops no other. */
export async function parseLabelRows(bytes: Uint8Array, contentType: string): Promise<ParsedRows> {
  const charset = /;\s*charset="?([^\s";]+)/i.exec(contentType)?.[1] ?? null;
  const { text } = decodeFile(bytes, { encoding: "auto", charset });
  const isCsv = contentType.includes("csv");
  const isLines = /jsonl|ndjson/.test(contentType);
  if (!isCsv && !isLines)
    return parseRows(listOf(parseJson(text)).map(numbered), ({ value }) => value);
  const file = isCsv ? await parseCsv(text) : await parseJsonl(text);
  if (file.rowCount > MAX_ROWS) throw tooMany(MAX_ROWS, "rows");
  const { rows, errors } = await parseRows(await listRows(file), (row) => rowOf(row, isCsv));
  return { rows, errors: [...fileErrors(file), ...errors].toSorted((a, b) => a.row - b.row) };
}

const numbered = (value: unknown, index: number) => ({ row: index + 1, value });

function listOf(body: unknown): unknown[] {
  const list = isList(body) ? body : isList(rowsOf(body)) ? rowsOf(body) : null;
  if (!isList(list)) throw invalid("body", "Send a list of rows: [{ output, label, labeller }].");
  if (list.length > MAX_ROWS) throw tooMany(MAX_ROWS, "rows");
  return list;
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const rowsOf = (body: unknown): unknown =>
  isJsonObject(body as JsonValue) ? (body as { rows?: unknown }).rows : undefined;

async function parseRows<Row extends { row: number }>(
  list: readonly Row[],
  toValue: (row: Row) => unknown,
): Promise<ParsedRows> {
  const parsed: ParsedRows = { rows: [], errors: [] };
  const turn = takeTurns();
  for (const each of list) {
    await turn();
    const label = LabelRow.safeParse(toValue(each));
    if (label.success) parsed.rows.push({ row: each.row, label: label.data });
    else if (parsed.errors.length < MAX_ERRORS) {
      const [issue] = label.error.issues;
      const place = issue?.path.join(".") ?? "";
      const message = `${place ? `${place}: ` : ""}${issue?.message ?? "It cannot be read."}`;
      parsed.errors.push({ row: each.row, message });
    }
  }
  return parsed;
}

const fileErrors = ({ errors }: ImportFile) => errors.map(({ row, message }) => ({ row, message }));

/** Empty cells of a CSV say nothing; `input.<variable>` and `inputs.<variable>` are variables. */
function rowOf({ cells }: FileRow, isText: boolean): Record<string, JsonValue> {
  const row: Record<string, JsonValue> = {};
  const inputs: Record<string, JsonValue> = {};
  for (const [column, value] of cells) {
    if (isText && value === "" && column !== "output") continue;
    const variable = /^inputs?\.(.+)$/.exec(column)?.[1];
    if (variable) {
      if (variable !== "__proto__") inputs[variable] = value;
    } else if (column === "inputs" && typeof value === "string") row.inputs = fromText(value);
    else row[column] = value;
  }
  if (Object.keys(inputs).length > 0) row.inputs = inputs;
  return row;
}

function fromText(text: string): JsonValue {
  try {
    return parseJson(text) as JsonValue;
  } catch {
    return text;
  }
}
