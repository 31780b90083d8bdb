import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { findGraders, parseGraders } from "@/lib/eval-sets/openai-graders/parse-graders";
import { parseConfig } from "@/lib/eval-sets/promptfoo/parse-config";
import { isCsvOfTests, parseCsvTests } from "@/lib/eval-sets/promptfoo/parse-csv-tests";
import {
  isPromptfooJson,
  parsePromptfooJson,
  parsePromptfooZip,
  promptfooOptions,
} from "@/lib/eval-sets/promptfoo/parse-promptfoo";
import type { PromptfooFile } from "@/lib/eval-sets/promptfoo/test-drafts";
import type { Encoding } from "@/lib/http/files/encodings";
import { decodeFile } from "@/lib/http/files/file-encoding";
import type { ImportFile } from "@/lib/http/files/import-file";
import { parseCsv } from "@/lib/http/files/parse-csv";
import { parseJsonRows } from "@/lib/http/files/parse-jsonl";
import type { ImportQuery } from "./import-report";

export interface ReadFile {
  file: ImportFile & Partial<Pick<PromptfooFile, "promptfoo">>;
  encoding: Encoding;
  /** Cells are text that still has to be decoded. */
  isText: boolean;
}

type Format = "csv" | "json" | "yaml" | "zip";

function formatOf(contentType: string): Format {
  if (contentType.includes("zip")) return "zip";
  if (contentType.includes("csv")) return "csv";
  return contentType.includes("json") ? "json" : "yaml";
}

/** What was sent, as rows of named cells. */
export async function parseImportFile(
  actor: Actor,
  { bytes, contentType, query }: { bytes: Uint8Array; contentType: string; query: ImportQuery },
): Promise<ReadFile> {
  const format = formatOf(contentType);
  const options = await promptfooOptions(actor, query);
  if (format === "zip") {
    const file = await parsePromptfooZip(bytes, query.config, options);
    return { file, encoding: "utf-8", isText: false };
  }
  const charset = /;\s*charset="?([^\s";]+)/i.exec(contentType)?.[1] ?? null;
  const { text, encoding } = decodeFile(bytes, { encoding: query.encoding, charset });
  if (format === "csv") {
    const rows = await parseCsv(text);
    const file = isCsvOfTests(rows) ? await parseCsvTests(rows, options) : rows;
    return { file, encoding, isText: true };
  }
  const graders = format === "json" ? findGraders(text) : null;
  if (graders) return { file: await parseGraders(graders, options), encoding, isText: false };
  const isRows = format === "json" && !isPromptfooJson(text);
  const file = isRows
    ? await parseJsonRows(text)
    : await (format === "json" ? parsePromptfooJson(text, options) : parseConfig(text, options));
  return { file, encoding, isText: false };
}
