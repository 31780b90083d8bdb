import "server-only";
import { Passage } from "@/lib/documents/document-contract";
import { MAX_DOCUMENTS, type PassageText } from "@/lib/documents/passage";
import { formatCount } from "@/lib/format-number";
import { AppError, invalid } from "@/lib/http/app-error";
import { isStorable } from "@/lib/http/body/storable-text";
import { takeTurns } from "@/lib/http/body/turns";
import { decodeFile } from "@/lib/http/files/file-encoding";
import { type FileRow, type ImportFile, listRows } from "@/lib/http/files/import-file";
import { parseCsv } from "@/lib/http/files/parse-csv";
import { parseJsonRows } from "@/lib/http/files/parse-jsonl";
import { parseZip } from "@/lib/http/files/parse-zip";
import type { DocumentError } from "./import-report";
import { namePassages, stemOf } from "./name-passages";
import { splitMarkdown } from "./split-markdown";

export type NamedPassage = PassageText & { id: string };

export interface ParsedDocuments {
  /** Passages and rows, also those that cannot be used. */
  rows: number;
  passages: NamedPassage[];
  errors: DocumentError[];
}

/** What the files had, while they are read. */
interface Reading extends ParsedDocuments {
  ids: Set<string>;
}

/** Of Markdown or plain text, which is read at once. */
const MAX_CHARACTERS = 1_000_000;

type Format = "json" | "csv" | "markdown" | "text" | "zip";

/** Columns by other names that files of questions and articles have. */
const COLUMNS: Readonly<Record<string, "id" | "title" | "text">> = {
  id: "id",
  key: "id",
  slug: "id",
  documentid: "id",
  title: "title",
  heading: "title",
  question: "title",
  text: "text",
  content: "text",
  body: "text",
  answer: "text",
};

function formatOfType(contentType: string): Format {
  if (contentType.includes("zip")) return "zip";
  if (contentType.includes("csv")) return "csv";
  if (contentType.includes("json")) return "json";
  return contentType.includes("markdown") ? "markdown" : "text";
}

function formatOfName(file: string): Format | null {
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? "";
  if (["json", "jsonl", "ndjson"].includes(ending)) return "json";
  if (["csv", "tsv"].includes(ending)) return "csv";
  if (["md", "markdown"].includes(ending)) return "markdown";
  return ending === "txt" ? "text" : null;
}

/** What was sent, as passages. A row that cannot be used says why and stops no other. */
export async function parseDocuments({
  bytes,
  contentType,
  file,
}: {
  bytes: Buffer;
  contentType: string;
  file: string;
}): Promise<ParsedDocuments> {
  const charset = /;\s*charset="?([^\s";]+)/i.exec(contentType)?.[1] ?? null;
  const format = formatOfType(contentType);
  const reading: Reading = { rows: 0, passages: [], errors: [], ids: new Set() };
  if (format !== "zip") {
    await addFile(reading, file, format, decodeFile(bytes, { encoding: "auto", charset }).text);
  } else {
    const files = [...(await parseZip(bytes))];
    const usable = files.flatMap(([path, content]) => {
      const its = formatOfName(path);
      return its ? [{ path, content, its }] : [];
    });
    if (usable.length === 0) {
      throw invalid("body", "The archive holds no Markdown, text, CSV, JSON or JSONL file.");
    }
    for (const { path, content, its } of usable) {
      const { text } = decodeFile(content, { encoding: "auto", charset: null });
      await addFile(reading, path, its, text);
    }
  }
  return reading;
}

async function addFile(reading: Reading, file: string, format: Format, text: string) {
  const turn = takeTurns();
  for (const { row, value } of await listPassageRows(reading, file, format, text)) {
    await turn();
    reading.rows += 1;
    const passage = parsePassage(value, reading.ids);
    if (typeof passage === "string") reading.errors.push({ file, row, message: passage });
    else {
      if (reading.passages.length >= MAX_DOCUMENTS) throw tooMany();
      reading.ids.add(passage.id);
      reading.passages.push(passage);
    }
  }
}

/** The passage, or why it cannot be used. Of two with one id the later one would replace the earlier one unseen. */
function parsePassage(value: unknown, ids: ReadonlySet<string>): NamedPassage | string {
  const { data, error } = Passage.safeParse(value);
  if (!data) return messageOf(error.issues[0]);
  if (!Object.values(data).every(isStorable)) {
    return "It contains a NUL or broken character. Remove it.";
  }
  return ids.has(data.id)
    ? `The id “${data.id}” stands in an earlier row. Give each passage an id of its own.`
    : data;
}

async function listPassageRows(reading: Reading, file: string, format: Format, text: string) {
  if (format === "csv") return rowsOf(reading, file, await parseCsv(text));
  if (format === "json") return rowsOf(reading, file, await parseJsonRows(text, {}));
  if (text.length > MAX_CHARACTERS) {
    const limit = formatCount(MAX_CHARACTERS);
    throw new AppError("too_large", `${file} has more than ${limit} characters. Divide it.`);
  }
  // One more than fit is enough to refuse the file.
  const passages = passagesOf(file, format, text).slice(0, MAX_DOCUMENTS + 1);
  return namePassages(file, passages).map((value, index) => ({
    row: index + 1,
    value,
  }));
}

function passagesOf(file: string, format: Format, text: string): PassageText[] {
  const title = stemOf(file);
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  return format === "markdown" ? splitMarkdown(source, title) : [{ title, text: source }];
}

async function rowsOf(reading: Reading, file: string, read: ImportFile) {
  const { errors, columns } = read;
  const rows = await listRows(read);
  if (rows.length > 0 && !columns.some((column) => COLUMNS[column.toLowerCase()] === "text")) {
    const message = `${file} has no member or column “text”. Name the passages’ text so; “id” and “title” stand beside it.`;
    throw invalid("body", message);
  }
  reading.rows += errors.length;
  for (const { row, message } of errors) reading.errors.push({ file, row, message });
  return rows.map((row) => ({ row: row.row, value: toPassage(row) }));
}

function toPassage({ cells }: FileRow): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [column, cell] of cells) {
    const member = COLUMNS[column.toLowerCase()];
    if (!member || cell === null || value[member] !== undefined) continue;
    value[member] = member === "id" && typeof cell === "number" ? String(cell) : cell;
  }
  return value;
}

function messageOf(issue: { code: string; path: PropertyKey[]; message: string } | undefined) {
  const member = String(issue?.path[0] ?? "text");
  const isNoText = issue?.code === "invalid_type";
  return isNoText ? `“${member}” is missing or is not text.` : (issue?.message ?? "");
}

const tooMany = () =>
  new AppError(
    "too_large",
    `A document set holds at most ${formatCount(MAX_DOCUMENTS)} documents. Import fewer, or use a second set.`,
  );
