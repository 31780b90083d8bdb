import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { db, Tx } from "@/lib/db/client";
import { factsOf } from "@/lib/eval-sets/case-state";
import { holdoutProblem } from "@/lib/eval-sets/check-assertions";
import { NearDuplicates } from "@/lib/eval-sets/find-near-duplicates";
import { scanCases } from "@/lib/eval-sets/scan-cases";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { nextPosition, type WriteStates } from "@/lib/eval-sets/write-cases";
import { takeTurns } from "@/lib/http/body/turns";
import type { Encoding } from "@/lib/http/files/encodings";
import type { CheckedRows } from "./check-rows";
import { type ImportPlan, MOST_LISTED } from "./import-plan";
import type { Duplicate, ImportQuery, ImportReport } from "./import-report";
import type { ReadFile } from "./parse-import-file";
import { type ColumnWish, parseImportRows } from "./parse-import-rows";
import { ImportPlanner, type PlannedRow, type StateChange } from "./plan-import";
import { addGeneratedIds, loadRelatedCases } from "./related-cases";
import type { ImportRow } from "./row-parts";

const BATCH = 500;

/** What was read of a file, before the set is asked. */
export interface Reading {
  file: ReadFile["file"];
  wish: ColumnWish;
  checked: CheckedRows;
  encoding: Encoding;
  columns: ImportReport["columns"];
  /** The column that is probably the expected one, and is not taken for it. */
  suggestion: string | null;
  query: ImportQuery;
}

interface Set {
  id: string;
  revision: number;
}

/** Plans the rows of a file some at a time, and writes what they change before the next; without `write` nothing. */
export async function planRows(
  tx: Tx | typeof db,
  actor: Actor,
  set: Set,
  { reading, write }: { reading: Reading; write: WriteStates | null },
): Promise<{ plan: ImportPlan; near: Duplicate[] }> {
  const planner = await openPlanner(tx, actor, set, reading);
  const near = write ? null : await openNearDuplicates(actor, set);
  const turn = takeTurns();
  for await (const rows of batchesOf(reading)) {
    const related = await loadRelatedCases(tx, set, rows);
    const changes: StateChange[] = [];
    for (const row of rows) {
      await turn();
      const change = planner.take(row, related.get(row) ?? []);
      if (!change) continue;
      if (write) changes.push(change);
      else if (!change.isRelabel) near?.add(row);
    }
    await write?.({
      close: changes.flatMap(({ closes }) => (closes === null ? [] : [closes])),
      insert: changes.map(({ state }) => state),
    });
  }
  return { plan: planner.plan, near: near?.list ?? [] };
}

async function openPlanner(
  tx: Tx | typeof db,
  actor: Actor,
  set: Set,
  { checked, query }: Reading,
): Promise<ImportPlanner> {
  const { split, holdoutEvery, seed, relabel } = query;
  const takenIds = new Set(checked.ids);
  await addGeneratedIds(tx, set, takenIds);
  return new ImportPlanner({
    ...{ split, holdoutEvery, seed, relabel, takenIds },
    canSeeHoldout: visibleCases(actor).hasHoldout,
    firstPosition: await nextPosition(tx, set.id),
    holdoutProblem: (content) => holdoutProblem(actor, content),
  });
}

/** The good rows, with what is stored beside a case. */
async function* batchesOf({ file, wish, checked }: Reading): AsyncGenerator<PlannedRow[]> {
  let batch: PlannedRow[] = [];
  for await (const row of parseImportRows(file, wish)) {
    if (Array.isArray(row) || checked.unusable.has(row.row)) continue;
    batch.push(withFacts(row));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function withFacts(row: ImportRow): PlannedRow {
  const facts = factsOf({
    input: row.input,
    attributes: row.attributes ?? {},
    assertions: null,
    expected: null,
    kind: "routine",
    split: "development",
  });
  return { ...row, facts };
}

/** The set's cases, and what the rows add. */
async function openNearDuplicates(actor: Actor, set: Set) {
  const duplicates = new NearDuplicates();
  const visible = visibleCases(actor);
  const turn = takeTurns();
  for await (const { input, split, caseId } of scanCases(actor, set.id, {})) {
    await turn();
    duplicates.addCase(input, visible.shows({ split }) ? caseId : undefined);
  }
  const list: Duplicate[] = [];
  return {
    list,
    add({ row, input }: PlannedRow): void {
      const duplicate = duplicates.findOrAdd(row, input);
      if (duplicate && list.length < MOST_LISTED) list.push(duplicate);
    },
  };
}
