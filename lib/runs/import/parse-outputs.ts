import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { parseMapping } from "@/lib/eval-sets/import/parse-mapping";
import { listCaseVariables } from "@/lib/eval-sets/list-case-variables";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import type { Encoding } from "@/lib/http/files/encodings";
import { decodeFile } from "@/lib/http/files/file-encoding";
import type { ImportFile } from "@/lib/http/files/import-file";
import { parseCsv } from "@/lib/http/files/parse-csv";
import { parseJsonRows } from "@/lib/http/files/parse-jsonl";
import type { PreviewOutputsQuery } from "./import-contract";
import { mapOutputColumns, type OutputTargets, sampleOf } from "./output-columns";
import { namePromptfooColumns } from "./promptfoo-cell";

export interface SentFile {
  bytes: Uint8Array;
  contentType: string;
}

export interface OutputsFile {
  file: ImportFile;
  targets: OutputTargets;
  variables: string[];
  encoding: Encoding;
  isText: boolean;
  /** A column's name for people, where it has another one. */
  names: ReadonlyMap<string, string>;
}

const GROUPS = { input: "input", inputs: "input", vars: "input", tokens: "tokens" };

/** A file as rows, and what its columns become. */
export async function parseOutputs(
  actor: Actor,
  { bytes, contentType }: SentFile,
  set: { id: string },
  {
    encoding: chosenEncoding,
    mapping,
    suggest,
  }: Pick<PreviewOutputsQuery, "encoding" | "mapping" | "suggest">,
): Promise<OutputsFile> {
  const charset = /;\s*charset="?([^\s";]+)/i.exec(contentType)?.[1] ?? null;
  const { text, encoding } = decodeFile(bytes, { encoding: chosenEncoding, charset });
  const isText = contentType.includes("csv");
  const file = isText ? await parseCsv(text) : await parseJsonRows(text, GROUPS);
  const names = namePromptfooColumns(file.columns);
  const variables = await listCaseVariables(actor, set.id);
  const targets = mapOutputColumns(file, {
    mapping: withWholeNames(parseMapping(mapping), names),
    variables,
    suggest,
    caseIds: suggest ? await findCaseIds(actor, set.id, file) : new Set(),
  });
  return { file, targets, variables, encoding, isText, names };
}

/** A column whose name is a whole prompt may be called by its short one. */
function withWholeNames(mapping: Record<string, string>, names: ReadonlyMap<string, string>) {
  const whole = new Map(Array.from(names, ([column, name]) => [name, column]));
  return Object.fromEntries(
    Object.entries(mapping).map(([column, target]) => [whole.get(column) ?? column, target]),
  );
}

const LONGEST_ID = 200;
const MOST_IDS = 5_000;

async function findCaseIds(
  actor: Actor,
  evalSetId: string,
  file: ImportFile,
): Promise<Set<string>> {
  const texts = file.columns.flatMap((column) =>
    sampleOf(file, column).filter((text) => text.length <= LONGEST_ID),
  );
  const some = [...new Set(texts)].slice(0, MOST_IDS);
  const rows = await db.$queryRaw<{ caseId: string }[]>`
    select c.case_id as "caseId" from eval_case c
    where c.eval_set_id = ${evalSetId}::uuid and c.until_revision is null
      and c.case_id = any(${some}::text[]) and ${visibleCases(actor).where}`;
  return new Set(rows.map(({ caseId }) => caseId));
}
