import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import type { Surroundings } from "@/lib/db/around";
import { db } from "@/lib/db/client";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { listCaseVariables } from "@/lib/eval-sets/list-case-variables";
import { writeRevision } from "@/lib/eval-sets/write-cases";
import { formatCount, formatCountOf } from "@/lib/format-number";
import { addSetScorers } from "./add-set-scorers";
import { checkRows } from "./check-rows";
import { describeImport } from "./describe-import";
import type { ImportPlan } from "./import-plan";
import type { ImportQuery, ImportReport } from "./import-report";
import { parseImportFile } from "./parse-import-file";
import { describeColumns } from "./parse-import-rows";
import { parseMapping } from "./parse-mapping";
import { planColumns } from "./plan-columns";
import { planRows, type Reading } from "./plan-rows";

interface Sent {
  bytes: Uint8Array;
  contentType: string;
  query: ImportQuery;
}

/**
 * Imports a file as one new revision, or with `dryRun` says what it would do; every row is accounted for. Its rows
 * are read, planned and written some at a time: memory holds the file and never its rows.
 */
export async function importCases(
  actor: Actor,
  name: string,
  sent: Sent,
  surroundings?: Surroundings,
): Promise<ImportReport> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const set = await findEvalSet(actor, name);
  const reading = await readSent(actor, set.id, sent);
  if (sent.query.dryRun) {
    const { plan, near } = await planRows(db, actor, set, { reading, write: null });
    return describeImport(reading, plan, { revision: set.revision, dryRun: true, near });
  }
  const { revision, changes } = await writeRevision(
    actor,
    name,
    async (tx, locked, write) => {
      const { plan } = await planRows(tx, actor, locked, { reading, write });
      const { imported: added, updated, unsealed } = plan;
      return { summary: summarize(plan), added, updated, removed: 0, unsealed, plan };
    },
    surroundings,
  );
  await addSetScorers(actor, name, reading.file.promptfoo?.setScorers ?? [], surroundings);
  return describeImport(reading, changes.plan, { revision, dryRun: false, near: [] });
}

/** What has to be known of the whole file before the set is locked. */
async function readSent(actor: Actor, evalSetId: string, sent: Sent): Promise<Reading> {
  const { query } = sent;
  const { file, encoding, isText } = await parseImportFile(actor, sent);
  const typed = parseMapping(query.mapping);
  const variables = await listCaseVariables(actor, evalSetId);
  const { mapping, suggestion } = planColumns(file, {
    typed,
    isText,
    suggests: query.suggest,
    variables,
  });
  const wish = { mapping, isText };
  const isSuggested = (column: string) =>
    Object.hasOwn(mapping, column) && mapping[column] !== "ignore" && !Object.hasOwn(typed, column);
  const columns = describeColumns(file, wish).map((each) => ({
    ...each,
    isSuggested: isSuggested(each.column),
  }));
  const checked = await checkRows(actor.projectId, file, wish);
  return { file, wish, checked, columns, encoding, suggestion, query };
}

function summarize({ imported, updated }: ImportPlan): string {
  const count = (n: number, what: string) => `${formatCountOf(n, "case")} ${what}`;
  if (updated === 0) return count(imported, "imported");
  if (imported === 0) return count(updated, "updated by an import");
  return `${count(imported, "imported")}, ${formatCount(updated)} updated`;
}
