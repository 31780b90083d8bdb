import { invalid } from "@/lib/http/app-error";
import { isRecord } from "@/lib/http/body/is-record";
import type { JsonLimits } from "@/lib/http/body/json-limits";
import { parseJson } from "@/lib/http/body/read-body";
import { readLines } from "@/lib/http/body/read-lines";
import { takeTurns } from "@/lib/http/body/turns";
import type { JsonValue } from "@/lib/scorers/json-value";
import { describeFile, type ImportFile, MAX_LINES, type ReadRow, tooMany } from "./import-file";
import { parseItems, startOfList } from "./json-list";

const MAX_LINE = 5_000_000;
const LINE_LIMITS: JsonLimits = { maxDepth: 40, maxValues: 20_000 };

/** One JSON object a line; members `input`, `expected`, `attributes` may hold objects or be columns as in CSV. */
export async function parseJsonl(source: string, groups = GROUPS): Promise<ImportFile> {
  const text = withoutMark(source);
  return parseRows(() => readLines(text), groups);
}

/** One object a line, or one list of objects. */
export async function parseJsonRows(source: string, groups = GROUPS): Promise<ImportFile> {
  const text = withoutMark(source);
  const start = startOfList(text);
  return parseRows(() => (start === null ? readLines(text) : parseItems(text, start)), groups);
}

const withoutMark = (source: string) => (source.startsWith("\uFEFF") ? source.slice(1) : source);

type Groups = Readonly<Record<string, string>>;
type Lines = Iterable<string> | AsyncIterable<string>;

async function parseRows(lines: () => Lines, groups: Groups): Promise<ImportFile> {
  const file = await describeFile([], () => readRows(lines(), groups));
  if (file.rowCount === 0) {
    throw invalid("body", "The file is empty. Write one JSON object per line.");
  }
  return file;
}

async function* readRows(lines: Lines, groups: Groups): AsyncGenerator<ReadRow> {
  const turn = takeTurns();
  let count = 0;
  let row = 0;
  for await (const line of lines) {
    count += 1;
    if (count > MAX_LINES) throw tooMany(MAX_LINES, "lines");
    await turn();
    if (line.trim() === "") continue;
    row += 1;
    const read = readLine(line);
    if (typeof read === "string") yield { row, message: read };
    else yield { row, cells: flattenRow(read, groups) };
  }
}

function readLine(line: string): { [key: string]: JsonValue } | string {
  if (line.length > MAX_LINE) return "This line is longer than 5,000,000 characters.";
  let value: JsonValue;
  try {
    value = parseJson(line, LINE_LIMITS) as JsonValue;
  } catch (error) {
    const reason = (error as Error).message.replace("The body", "This line");
    return `${reason} Write one whole object on one line.`;
  }
  if (!isRecord(value)) return "This line is not an object. Write one object with named values.";
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
export function flattenRow(
  value: { [key: string]: JsonValue },
  groups: Readonly<Record<string, string>> = GROUPS,
): Map<string, JsonValue> {
  const cells = new Map<string, JsonValue>();
  for (const [key, member] of Object.entries(value)) {
    const group = Object.hasOwn(groups, key) ? groups[key] : undefined;
    if (group && isRecord(member)) {
      for (const [name, inner] of Object.entries(member)) cells.set(`${group}.${name}`, inner);
    } else if (key === "caseId") cells.set("id", member);
    else cells.set(key, member);
  }
  return cells;
}
