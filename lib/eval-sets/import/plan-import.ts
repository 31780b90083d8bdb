import "server-only";
import { createHash } from "node:crypto";
import type { CaseContent, CaseKind, Split } from "@/lib/eval-sets/case-content";
import {
  type CaseFacts,
  type CaseState,
  factsOf,
  generateCaseId,
} from "@/lib/eval-sets/case-state";
import { beginningOf } from "@/lib/eval-sets/find-near-duplicates";
import { isSame } from "@/lib/eval-sets/update-case";
import { takeTurns } from "@/lib/http/body/turns";
import { isSameJson, type JsonValue } from "@/lib/scorers/json-value";
import type { Duplicate, Relabel, RowError } from "./import-report";
import type { ImportRow } from "./parse-import-rows";

/** A current case of the set, as the plan needs it. */
export interface ExistingCase extends Omit<CaseContent, "input"> {
  id: string;
  caseId: string;
  position: number;
  inputHash: string;
}

export interface ImportPlan {
  insert: CaseState[];
  close: string[];
  imported: number;
  updated: number;
  updatedCases: string[];
  skipped: number;
  errorRows: number;
  errors: RowError[];
  duplicates: Duplicate[];
  relabels: Relabel[];
  unsealed: string[];
  newBySplit: { development: number; holdout: number };
}

interface PlanInput {
  rows: readonly (ImportRow & { facts: CaseFacts })[];
  existing: readonly ExistingCase[];
  canSeeHoldout: boolean;
  firstPosition: number;
  split: Split | undefined;
  holdoutEvery: number | undefined;
  seed: string;
  relabel: "add" | "update";
}

type Row = PlanInput["rows"][number];

/**
 * Decides about every row: the id of a case → that case is updated; an input and an expected value that are
 * already there together → skipped; else a new case, or by wish the correction of the one case that has the
 * input. Without the right to see holdout no holdout case is changed or named.
 */
export async function planImport(given: PlanInput): Promise<ImportPlan> {
  const turn = takeTurns();
  const plan: ImportPlan = {
    insert: [],
    close: [],
    imported: 0,
    updated: 0,
    updatedCases: [],
    skipped: 0,
    errorRows: 0,
    errors: [],
    duplicates: [],
    relabels: [],
    unsealed: [],
    newBySplit: { development: 0, holdout: 0 },
  };
  const byId = new Map(given.existing.map((one) => [one.caseId, one]));
  const byHash = new Map<string, ExistingCase[]>();
  for (const one of given.existing) {
    byHash.set(one.inputHash, [...(byHash.get(one.inputHash) ?? []), one]);
  }
  const twinsOf = ({ facts }: Row) => byHash.get(facts.inputHash) ?? [];
  const ids = new Map<string, number>();
  /** By input, the rows of the file that became cases. */
  const added = new Map<string, { row: number; expected: JsonValue | null }[]>();
  const wantedIds = new Set(given.rows.flatMap(({ id }) => (id === undefined ? [] : [id])));
  const isTaken = (id: string) => byId.has(id) || ids.has(id) || wantedIds.has(id);

  for (const row of given.rows) {
    await turn();
    const sameId = row.id === undefined ? undefined : byId.get(row.id);
    const earlier = row.id === undefined ? undefined : ids.get(row.id);
    if (earlier !== undefined) {
      refuse(
        row,
        "id",
        `Row ${earlier} has the id “${row.id}” as well. Give each row an id of its own.`,
      );
    } else if (sameId) update(row, sameId);
    else add(row);
  }
  return plan;

  function update(row: Row, old: ExistingCase): void {
    ids.set(old.caseId, row.row);
    if (isWithheld(old)) {
      refuse(
        row,
        "id",
        `The id “${row.id}” belongs to a case that only an admin may change. Use another id.`,
      );
      return;
    }
    const content: CaseContent = {
      input: row.input,
      expected: row.expected === undefined ? old.expected : row.expected,
      kind: row.kind ?? old.kind,
      split: row.split ?? old.split,
      attributes: row.attributes ?? old.attributes,
    };
    if (twinsOf(row).some((twin) => twin.caseId !== old.caseId && isWithheld(twin))) {
      refuse(row, undefined, "The set already has this input in a case that is withheld.");
      return;
    }
    if (row.facts.inputHash === old.inputHash && isSame({ ...old, input: row.input }, content)) {
      skip(row, old, "Nothing in this row differs from the case with its id.");
      return;
    }
    plan.updated += 1;
    plan.updatedCases.push(old.caseId);
    plan.close.push(old.id);
    if (old.split === "holdout" && content.split === "development") plan.unsealed.push(old.caseId);
    const facts = row.attributes === undefined ? factsOf(content) : row.facts;
    plan.insert.push({ ...content, ...facts, caseId: old.caseId, position: old.position });
  }

  function add(row: Row): void {
    const { facts } = row;
    const twins = twinsOf(row);
    const same =
      twins.find(isWithheld) ?? twins.find((twin) => saysNoMore(row.expected, twin.expected));
    if (same) {
      skip(row, same, "The set already has this case.");
      return;
    }
    const [twin, other] = twins;
    if (twin && !other && row.id === undefined && !ids.has(twin.caseId)) {
      const to = row.expected ?? null;
      const text = beginningOf(row.input);
      plan.relabels.push({ row: row.row, of: twin.caseId, text, from: twin.expected, to });
      if (given.relabel === "update") {
        update(row, twin);
        return;
      }
    }
    const earlier = added.get(facts.inputHash) ?? [];
    const first = earlier.find(({ expected }) => saysNoMore(row.expected, expected));
    if (first) {
      plan.skipped += 1;
      plan.duplicates.push({
        row: row.row,
        ofRow: first.row,
        message: `Row ${first.row} is the same.`,
        text: beginningOf(row.input),
      });
      return;
    }
    added.set(facts.inputHash, [...earlier, { row: row.row, expected: row.expected ?? null }]);
    const caseId = row.id ?? generateCaseId(facts.inputHash, isTaken);
    ids.set(caseId, row.row);
    const split = row.split ?? splitOf(given, facts.inputHash);
    plan.imported += 1;
    plan.newBySplit[split] += 1;
    plan.insert.push({
      input: row.input,
      expected: row.expected ?? null,
      kind: row.kind ?? ("routine" satisfies CaseKind),
      split,
      attributes: row.attributes ?? {},
      ...facts,
      caseId,
      position: given.firstPosition + plan.imported - 1,
    });
  }

  function skip(row: Row, other: ExistingCase, message: string): void {
    plan.skipped += 1;
    const named = isWithheld(other) ? {} : { of: other.caseId };
    plan.duplicates.push({ row: row.row, message, text: beginningOf(row.input), ...named });
  }

  function isWithheld({ split }: ExistingCase): boolean {
    return split === "holdout" && !given.canSeeHoldout;
  }

  function refuse({ row }: ImportRow, column: string | undefined, message: string): void {
    plan.errorRows += 1;
    plan.errors.push({ row, message, ...(column ? { column } : {}) });
  }
}

/** A row that expects nothing adds nothing to a case with its input, whatever that one expects. */
function saysNoMore(given: JsonValue | null | undefined, has: JsonValue | null): boolean {
  if (given === undefined || given === null) return true;
  return has !== null && isSameJson(given, has);
}

/** Drawn from the input's hash and the seed: the same file and seed give the same holdout. */
function splitOf({ split, holdoutEvery, seed }: PlanInput, inputHash: string): Split {
  if (split) return split;
  if (!holdoutEvery) return "development";
  const draw = createHash("sha256").update(`${seed}:${inputHash}`).digest().readUInt32BE();
  return draw / 2 ** 32 < 1 / holdoutEvery ? "holdout" : "development";
}
