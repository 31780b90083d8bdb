import { invalid } from "@/lib/http/app-error";
import { isJsonObject, type JsonValue, jsonDepth } from "@/lib/scorers/json-value";
import type { ImportFile } from "./import-file";

const LINES_PER_TURN = 2_000;
const MAX_DEPTH = 40;

/** One JSON object a line; members `input`, `expected`, `attributes` may hold objects or be columns as in CSV. */
export async function readJsonl(source: string): Promise<ImportFile> {
  const file: ImportFile = {
    rowCount: 0,
    columns: [],
    rows: [],
    errors: [],
    warnings: [],
    suggestedScorers: [],
  };
  const columns = new Set<string>();
  const lines = (source.startsWith("\uFEFF") ? source.slice(1) : source).split("\n");
  for (const [index, line] of lines.entries()) {
    if (index % LINES_PER_TURN === 0) await new Promise(setImmediate);
    if (line.trim() === "") continue;
    file.rowCount += 1;
    const read = readLine(line);
    if (typeof read === "string") {
      file.errors.push({ row: index + 1, message: read });
      continue;
    }
    const cells = flattenCase(read);
    for (const column of cells.keys()) columns.add(column);
    file.rows.push({ row: index + 1, cells });
  }
  if (file.rowCount === 0)
    throw invalid("body", "The file is empty. Write one JSON object a line.");
  file.columns = [...columns];
  return file;
}

function readLine(line: string): { [key: string]: JsonValue } | string {
  let value: JsonValue;
  try {
    value = JSON.parse(line, (key, member: JsonValue) =>
      key === "__proto__" ? undefined : member,
    ) as JsonValue;
  } catch (error) {
    return `This line is not JSON: ${(error as Error).message}. Write one whole object on one line.`;
  }
  if (!isJsonObject(value))
    return 'This line is not an object. Write {"input": {…}, "expected": …}.';
  if (jsonDepth(value, MAX_DEPTH) >= MAX_DEPTH) return "This line is nested deeper than 40 levels.";
  return value;
}

const GROUPS: Record<string, string> = {
  input: "input",
  vars: "input",
  attributes: "attr",
  attr: "attr",
  metadata: "attr",
};

/** `{ input: { text } }` and `{ "input.text": … }` are the same. */
export function flattenCase(value: { [key: string]: JsonValue }): Map<string, JsonValue> {
  const cells = new Map<string, JsonValue>();
  for (const [key, member] of Object.entries(value)) {
    const group = GROUPS[key];
    if (group && isJsonObject(member)) {
      for (const [name, inner] of Object.entries(member)) cells.set(`${group}.${name}`, inner);
    } else if (key === "caseId") cells.set("id", member);
    else cells.set(key, member);
  }
  return cells;
}
