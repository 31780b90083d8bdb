import { type CsvError, parse } from "csv-parse";
import { invalid } from "@/lib/http/app-error";
import { takeTurns } from "@/lib/http/body/turns";
import {
  describeFile,
  type ImportFile,
  MAX_COLUMNS,
  MAX_LINES,
  type ReadRow,
  tooMany,
} from "./import-file";

/** A few milliseconds of parsing, however short or wrong the rows are. */
const SLICE = 1 << 11;
const MAX_RECORD = 5_000_000;
const DELIMITERS = [",", ";", "\t", "|"] as const;

/** Counts rows of data from 1: neither the header nor an empty line is one, and a quoted line break begins none. */
export async function parseCsv(source: string): Promise<ImportFile> {
  const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
  const delimiter = detectDelimiter(text);
  const columns = await readHeader(text, delimiter);
  return describeFile(columns, () => readRows(text, delimiter, columns));
}

async function readHeader(text: string, delimiter: string): Promise<string[]> {
  for await (const record of readRecords(text, delimiter)) {
    if (!Array.isArray(record)) throw invalid("body", explain(record));
    const names = record.map((name) => name.trim());
    if (names.length > MAX_COLUMNS) throw tooMany(MAX_COLUMNS, "columns");
    checkHeader(names);
    return names;
  }
  throw invalid("body", "The file is empty. Its first row must name the columns.");
}

async function* readRows(
  text: string,
  delimiter: string,
  columns: readonly string[],
): AsyncGenerator<ReadRow> {
  let row = -1;
  for await (const record of readRecords(text, delimiter)) {
    row += 1;
    if (row === 0) continue;
    if (!Array.isArray(record)) yield { row, message: explain(record) };
    else if (record.length !== columns.length) {
      yield { row, message: unevenRow(record.length, columns.length) };
    } else yield { row, cells: new Map(record.map((cell, at) => [columns[at] ?? "", cell])) };
  }
}

/** Records with something in them. */
async function* readRecords(text: string, delimiter: string): AsyncGenerator<string[] | Failure> {
  let lines = 0;
  for await (const records of parseSlices(text, delimiter)) {
    for (const record of records) {
      lines += 1;
      const isEmpty = Array.isArray(record) && record.length === 1 && record[0]?.trim() === "";
      if (!isEmpty) yield record;
      else if (lines > MAX_LINES) throw tooMany(MAX_LINES, "lines");
    }
  }
}

type Failure = Pick<CsvError, "code" | "message">;
const tooLong: Failure = { code: "CSV_MAX_RECORD_SIZE", message: "" };

/** Slice by slice, so that a file of 50 MB does not stop everybody else for seconds. */
async function* parseSlices(
  text: string,
  delimiter: string,
): AsyncGenerator<(string[] | Failure)[]> {
  const parser = parse({
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: MAX_RECORD,
  });
  const failed: { error: Failure | null } = { error: null };
  parser.on("error", (error) => {
    failed.error = error as CsvError;
  });
  const turn = takeTurns();
  let unfinished = 0;
  for (let from = 0; from < text.length && !failed.error; from += SLICE) {
    parser.write(text.slice(from, from + SLICE));
    const records = readReady(parser);
    // The parser itself counts text and no empty cells.
    unfinished = records.length > 0 ? 0 : unfinished + SLICE;
    if (unfinished > MAX_RECORD) return yield [tooLong];
    yield records;
    // The parser tells an error only after this turn.
    await new Promise(process.nextTick);
    await turn();
  }
  if (!failed.error) parser.end();
  await new Promise(setImmediate);
  yield readReady(parser);
  await new Promise(setImmediate);
  if (failed.error) yield [failed.error];
}

function readReady(parser: ReturnType<typeof parse>): string[][] {
  const records: string[][] = [];
  for (let record = parser.read(); record !== null; record = parser.read()) {
    records.push(record as string[]);
  }
  return records;
}

/** The delimiter that the header uses most, outside of quotes. */
export function detectDelimiter(text: string): string {
  let isQuoted = false;
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  for (const sign of text.slice(0, 100_000)) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && sign === "\n") break;
    else if (!isQuoted && counts.has(sign)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return DELIMITERS.reduce<string>(
    (best, next) => ((counts.get(next) ?? 0) > (counts.get(best) ?? 0) ? next : best),
    ",",
  );
}

function checkHeader(names: string[]): void {
  const unnamed = names.indexOf("");
  if (unnamed >= 0) {
    throw invalid(
      "body",
      `Column ${unnamed + 1} has no name. Name it in the first row, for example “ignore”.`,
    );
  }
  const twice = names.find((name, at) => name !== "ignore" && names.indexOf(name) !== at);
  if (twice) throw invalid("body", `Two columns are named “${twice}”. Rename one of them.`);
}

function unevenRow(has: number, wants: number): string {
  const cells = has === 1 ? "1 cell" : `${has} cells`;
  return `This row has ${cells}, the header has ${wants}. Put quotes around text with delimiters, or fill the missing cells.`;
}

function explain(error: Failure): string {
  if (error.code === "CSV_QUOTE_NOT_CLOSED") {
    return "A quotation mark is opened here and never closed, so the rest of the file cannot be read. Close it and import again.";
  }
  if (error.code === "CSV_MAX_RECORD_SIZE") {
    return "This row is longer than 5,000,000 characters; a quotation mark is probably not closed. The rest of the file was not read.";
  }
  return `This row is not CSV, and the rest of the file was not read: ${error.message}`;
}
