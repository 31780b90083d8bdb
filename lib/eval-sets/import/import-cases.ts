import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import type { Surroundings } from "@/lib/db/around";
import { db, type Tx } from "@/lib/db/client";
import { type CaseFacts, factsOf } from "@/lib/eval-sets/case-state";
import { holdoutProblem } from "@/lib/eval-sets/check-assertions";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { findNearDuplicates } from "@/lib/eval-sets/find-near-duplicates";
import { listCaseVariables } from "@/lib/eval-sets/list-case-variables";
import type { PromptfooSummary } from "@/lib/eval-sets/promptfoo/test-drafts";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { nextPosition, writeCases } from "@/lib/eval-sets/write-cases";
import { formatCount, formatCountOf } from "@/lib/format-number";
import { takeTurns } from "@/lib/http/body/turns";
import type { Encoding } from "@/lib/http/files/encodings";
import { MAX_ERRORS } from "@/lib/http/files/import-file";
import { checkScorers } from "@/lib/scorers/check-scorers";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { addSetScorers } from "./add-set-scorers";
import type { Duplicate, ImportQuery, ImportReport } from "./import-report";
import { parseImportFile, type ReadFile } from "./parse-import-file";
import { parseImportRows, type ReadRows } from "./parse-import-rows";
import { parseMapping } from "./parse-mapping";
import { planColumns } from "./plan-columns";
import { type ExistingCase, type ImportPlan, planImport } from "./plan-import";
import type { ImportRow } from "./row-parts";

const MOST_LISTED = 1_000;

type PlannedRow = ImportRow & { facts: CaseFacts };

/** What was read of a file, before the set is asked. */
interface Reading extends Omit<ReadRows, "columns"> {
  /** Without its rows, which are as large as the file. */
  file: Omit<ReadFile["file"], "rows">;
  encoding: Encoding;
  columns: ImportReport["columns"];
  /** The column that is probably the expected one, and is not taken for it. */
  suggestion: string | null;
}

/** Imports a file as one new revision, or with `dryRun` says what it would do; every row is accounted for. */
export async function importCases(
  actor: Actor,
  name: string,
  sent: { bytes: Uint8Array; contentType: string; query: ImportQuery },
  surroundings?: Surroundings,
): Promise<ImportReport> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const set = await findEvalSet(actor, name);
  const { query } = sent;
  const read = await readSent(actor, set.id, sent);
  await refuseUnusableAssertions(actor, read);
  const rows = await withFacts(read.rows);
  const plan = (tx: Tx | typeof db, evalSetId: string) => decide(tx, evalSetId, actor, rows, query);
  if (query.dryRun) {
    const planned = await plan(db, set.id);
    const near = await nearDuplicatesOf(actor, set.id, rows, planned);
    return report(read, planned, { revision: set.revision, dryRun: true, near });
  }
  const { revision, changes } = await writeCases(
    actor,
    name,
    async (tx, locked) => {
      const planned = await plan(tx, locked.id);
      const { insert, close, imported, updated, unsealed } = planned;
      const summary = summarize(planned);
      return { summary, insert, close, added: imported, updated, removed: 0, unsealed, planned };
    },
    surroundings,
  );
  await addSetScorers(actor, name, read.file.promptfoo?.setScorers ?? [], surroundings);
  return report(read, changes.planned, { revision, dryRun: false, near: [] });
}

async function readSent(
  actor: Actor,
  evalSetId: string,
  { bytes, contentType, query }: { bytes: Uint8Array; contentType: string; query: ImportQuery },
): Promise<Reading> {
  const { file, encoding, isText } = await parseImportFile(actor, { bytes, contentType, query });
  const typed = parseMapping(query.mapping);
  const variables = await listCaseVariables(actor, evalSetId);
  const { mapping, suggestion } = planColumns(file, {
    typed,
    isText,
    suggests: query.suggest,
    variables,
  });
  const read = await parseImportRows(file, { mapping, isText });
  const isSuggested = (column: string) =>
    Object.hasOwn(mapping, column) && mapping[column] !== "ignore" && !Object.hasOwn(typed, column);
  const columns = read.columns.map((each) => ({ ...each, isSuggested: isSuggested(each.column) }));
  const { rows: _, ...described } = file;
  return { ...read, columns, file: described, encoding, suggestion };
}

/** Rows whose own scorers cannot be used, as errors; a list that many rows share is compiled once. */
async function refuseUnusableAssertions(actor: Actor, read: Reading): Promise<void> {
  const problems = new Map<string, string | null>();
  const good: ImportRow[] = [];
  for (const row of read.rows) {
    if (!row.assertions) {
      good.push(row);
      continue;
    }
    const key = JSON.stringify(row.assertions);
    let message = problems.get(key);
    if (message === undefined) {
      const [first] = await checkScorers(actor.projectId, row.assertions);
      message = first?.message ?? null;
      problems.set(key, message);
    }
    if (message === null) good.push(row);
    else {
      read.errorRows += 1;
      read.errors.push({ row: row.row, column: "assertions", message });
    }
  }
  read.rows = good;
}

async function withFacts(rows: ImportRow[]): Promise<PlannedRow[]> {
  const planned: PlannedRow[] = [];
  const turn = takeTurns();
  for (const row of rows) {
    await turn();
    const content = {
      input: row.input,
      attributes: row.attributes ?? {},
      assertions: null,
      expected: null,
      kind: "routine" as const,
      split: "development" as const,
    };
    planned.push({ ...row, facts: factsOf(content) });
  }
  return planned;
}

async function decide(
  tx: Tx | typeof db,
  evalSetId: string,
  actor: Actor,
  rows: PlannedRow[],
  { split, holdoutEvery, seed, relabel }: ImportQuery,
): Promise<ImportPlan> {
  const existing = await tx.$queryRaw<ExistingCase[]>`
    select id, case_id as "caseId", position, input_hash as "inputHash", expected, kind::text as kind,
      split::text as split, attributes, assertions, steps, promptfoo
    from eval_case where eval_set_id = ${evalSetId}::uuid and until_revision is null`;
  return planImport({
    rows,
    existing,
    canSeeHoldout: visibleCases(actor).hasHoldout,
    holdoutProblem: (content) => holdoutProblem(actor, content),
    firstPosition: await nextPosition(tx, evalSetId),
    split,
    holdoutEvery,
    seed,
    relabel,
  });
}

async function nearDuplicatesOf(
  actor: Actor,
  evalSetId: string,
  rows: PlannedRow[],
  { insert, relabels }: ImportPlan,
): Promise<Duplicate[]> {
  const cases = await db.evalCase.findMany({
    where: { evalSetId, untilRevision: null },
    select: { caseId: true, input: true, split: true },
  });
  const visible = visibleCases(actor);
  const isNew = new Set(insert.map(({ inputHash }) => inputHash));
  const isRelabelled = new Set(relabels.map(({ row }) => row));
  return findNearDuplicates(
    rows.filter(({ row, facts }) => isNew.has(facts.inputHash) && !isRelabelled.has(row)),
    cases.map(({ caseId, input, split }) => ({
      caseId: visible.shows({ split }) ? caseId : undefined,
      input: input as ImportRow["input"],
    })),
  );
}

function summarize({ imported, updated }: ImportPlan): string {
  const count = (n: number, what: string) => `${formatCountOf(n, "case")} ${what}`;
  if (updated === 0) return count(imported, "imported");
  if (imported === 0) return count(updated, "updated by an import");
  return `${count(imported, "imported")}, ${formatCount(updated)} updated`;
}

function report(
  read: Reading,
  plan: ImportPlan,
  { revision, dryRun, near }: { revision: number; dryRun: boolean; near: Duplicate[] },
): ImportReport {
  const { file } = read;
  const suggested = new Map<string, ScorerSpec>();
  for (const spec of file.suggestedScorers) suggested.set(JSON.stringify(spec), spec);
  return {
    rows: file.rowCount,
    imported: plan.imported,
    updated: plan.updated,
    updatedCases: plan.updatedCases.slice(0, MOST_LISTED),
    skipped: plan.skipped,
    errorRows: read.errorRows + plan.errorRows,
    errors: [...read.errors, ...plan.errors]
      .sort((one, two) => one.row - two.row)
      .slice(0, MAX_ERRORS),
    duplicates: plan.duplicates.slice(0, MOST_LISTED),
    nearDuplicates: near.slice(0, MOST_LISTED),
    relabels: plan.relabels.slice(0, MOST_LISTED),
    newBySplit: plan.newBySplit,
    columns: read.columns,
    encoding: read.encoding,
    warnings: [...read.warnings, ...expectationWarning(read)],
    suggestedScorers: [...suggested.values()],
    ...promptfooPart(file.promptfoo),
    dryRun,
    revision,
  };
}

function promptfooPart(
  summary: PromptfooSummary | undefined,
): Pick<ImportReport, "assertions" | "promptfoo"> {
  if (!summary) return {};
  const { assertions, ...promptfoo } = summary;
  const { run, stored } = assertions;
  return {
    assertions: { run, storedCount: stored.length, stored: stored.slice(0, MAX_ERRORS) },
    promptfoo,
  };
}

/** Many sets expect nothing, for judges; who forgot the column would otherwise learn it from a run of errors. */
function expectationWarning({ rows, suggestion }: Reading): string[] {
  const saysSomething = ({ expected, assertions, steps }: ImportRow) =>
    (expected ?? null) !== null || (assertions ?? null) !== null || (steps ?? null) !== null;
  if (rows.length === 0 || rows.some(saysSomething)) return [];
  const hint =
    suggestion !== null
      ? ` Is it the column “${suggestion}”? Map it to expected.`
      : " Map a column to expected if the file has one.";
  return [`No row has an expected value, so scorers have nothing to compare with.${hint}`];
}
