import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { findDocumentSet } from "@/lib/documents/find-document-set";
import type { PassageText } from "@/lib/documents/passage";
import { writeDocuments } from "@/lib/documents/write-documents";
import { formatCount, formatCountOf } from "@/lib/format-number";
import type { ImportDocumentsQuery, ImportDocumentsReport, PassageState } from "./import-report";
import { type NamedPassage, type ParsedDocuments, parseDocuments } from "./parse-documents";

const MOST_ERRORS = 1_000;
const MOST_PASSAGES = 200;
const EXCERPT = 600;

interface Plan {
  close: string[];
  insert: NamedPassage[];
  states: PassageState[];
  added: number;
  updated: number;
  removed: 0;
  summary: string;
}

/** Imports files as one new revision, or with `dryRun` says what it would do; every passage is accounted for. */
export async function importDocuments(
  actor: Actor,
  name: string,
  sent: { bytes: Buffer; contentType: string; query: ImportDocumentsQuery },
): Promise<ImportDocumentsReport> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const set = await findDocumentSet(actor, name);
  const { dryRun, file } = sent.query;
  const parsed = await parseDocuments({ ...sent, file });
  if (dryRun) {
    const plan = await planImport(db, set.id, parsed.passages);
    return report(parsed, plan, { dryRun, revision: set.revision });
  }
  const { revision, changes } = await writeDocuments(actor, name, (tx, { id }) =>
    planImport(tx, id, parsed.passages),
  );
  return report(parsed, changes, { dryRun, revision });
}

async function planImport(
  tx: Tx | typeof db,
  documentSetId: string,
  passages: readonly NamedPassage[],
): Promise<Plan> {
  const ids = passages.map(({ id }) => id);
  const rows = await tx.$queryRaw<{ rowId: string; id: string; hash: string }[]>`
    select id as "rowId", document_id as id, md5(title || chr(31) || text) as hash
    from document
    where document_set_id = ${documentSetId}::uuid and until_revision is null
      and document_id = any(${ids})`;
  const current = new Map(rows.map((row) => [row.id, row]));
  const states = passages.map((passage): PassageState => {
    const row = current.get(passage.id);
    if (!row) return "added";
    return row.hash === hashOf(passage) ? "unchanged" : "updated";
  });
  const insert = passages.filter((_, index) => states[index] !== "unchanged");
  const added = states.filter((state) => state === "added").length;
  return {
    close: insert.flatMap(({ id }) => current.get(id)?.rowId ?? []),
    ...{ insert, states, added, updated: insert.length - added, removed: 0 },
    summary: summarize(added, insert.length - added),
  };
}

/** As the database makes it, to tell whether a passage changed without reading all texts. */
const hashOf = ({ title, text }: PassageText): string =>
  createHash("md5").update(`${title}\u001F${text}`).digest("hex");

function summarize(added: number, updated: number): string {
  if (updated === 0) return `${formatCountOf(added, "document")} imported`;
  if (added === 0) return `${formatCountOf(updated, "document")} updated by an import`;
  return `${formatCountOf(added, "document")} imported, ${formatCount(updated)} updated`;
}

function report(
  { rows, passages, errors }: ParsedDocuments,
  { states, added, updated }: Plan,
  { dryRun, revision }: { dryRun: boolean; revision: number },
): ImportDocumentsReport {
  return {
    ...{ rows, added, updated, unchanged: passages.length - added - updated },
    errorRows: errors.length,
    errors: errors.slice(0, MOST_ERRORS),
    passages: passages.slice(0, MOST_PASSAGES).map(({ id, title, text }, index) => ({
      ...{ id, title, length: text.length, state: states[index] ?? "added" },
      excerpt: text.slice(0, EXCERPT).toWellFormed(),
    })),
    ...{ dryRun, revision },
  };
}
