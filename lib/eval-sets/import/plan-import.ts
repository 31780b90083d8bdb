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
import type { ImportRow } from "./row-parts";

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
  /** Why the importer may not write such scorers of a case; null when it may. */
  holdoutProblem: (content: Pick<CaseContent, "assertions" | "split">) => string | null;
}

/** What a row of the file said that became a case. */
interface Said {
  row: number;
  expected: JsonValue | null;
  assertions: JsonValue | null;
  steps: JsonValue | null;
}

type Row = PlanInput["rows"][number];

/**
 * Decides about every row: the id of a case → that case is updated; an input and an expected value that are
 * already there together → skipped; else a new case, or by wish the correction of the one case that has the
 * input. Without the right to see holdout no holdout case is changed or named.
 */
export async function planImport(given: PlanInput): Promise<ImportPlan> {
  const turn = takeTurns();
  const planner = new ImportPlanner(given);
  for (const row of given.rows) {
    await turn();
    planner.take(row);
  }
  return planner.plan;
}

const emptyPlan = (): ImportPlan => ({
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
});

class ImportPlanner {
  readonly plan = emptyPlan();
  readonly #given: PlanInput;
  readonly #byId: ReadonlyMap<string, ExistingCase>;
  readonly #byHash = new Map<string, ExistingCase[]>();
  readonly #wantedIds: ReadonlySet<string>;
  /** The row of the file that has an id. */
  readonly #rowOfId = new Map<string, number>();
  /** By input, the rows of the file that became cases. */
  readonly #added = new Map<string, Said[]>();

  constructor(given: PlanInput) {
    this.#given = given;
    this.#byId = new Map(given.existing.map((one) => [one.caseId, one]));
    for (const one of given.existing) {
      this.#byHash.set(one.inputHash, [...(this.#byHash.get(one.inputHash) ?? []), one]);
    }
    this.#wantedIds = new Set(given.rows.flatMap(({ id }) => (id === undefined ? [] : [id])));
  }

  take(row: Row): void {
    const sameId = row.id === undefined ? undefined : this.#byId.get(row.id);
    const earlier = row.id === undefined ? undefined : this.#rowOfId.get(row.id);
    if (earlier !== undefined) {
      const message = `Row ${earlier} has the id “${row.id}” as well. Give each row an id of its own.`;
      this.#refuse(row, "id", message);
    } else if (sameId) this.#update(row, sameId);
    else this.#add(row);
  }

  #update(row: Row, old: ExistingCase): void {
    this.#rowOfId.set(old.caseId, row.row);
    if (this.#isWithheld(old)) {
      const message = `The id “${row.id}” belongs to a case that only an admin may change. Use another id.`;
      this.#refuse(row, "id", message);
      return;
    }
    const content: CaseContent = {
      input: row.input,
      expected: row.expected === undefined ? old.expected : row.expected,
      kind: row.kind ?? old.kind,
      split: row.split ?? old.split,
      attributes: row.attributes ?? old.attributes,
      assertions: row.assertions === undefined ? old.assertions : row.assertions,
      steps: row.steps === undefined ? (old.steps ?? null) : row.steps,
      promptfoo: row.promptfoo === undefined ? (old.promptfoo ?? null) : row.promptfoo,
    };
    const forbidden = this.#given.holdoutProblem(content);
    if (forbidden !== null) {
      this.#refuse(row, "assertions", forbidden);
      return;
    }
    if (this.#twinsOf(row).some((twin) => twin.caseId !== old.caseId && this.#isWithheld(twin))) {
      this.#refuse(row, undefined, "The set already has this input in a case that is withheld.");
      return;
    }
    if (row.facts.inputHash === old.inputHash && isSame({ ...old, input: row.input }, content)) {
      this.#skip(row, old, "Nothing in this row differs from the case with its id.");
      return;
    }
    const { plan } = this;
    plan.updated += 1;
    plan.updatedCases.push(old.caseId);
    plan.close.push(old.id);
    if (old.split === "holdout" && content.split === "development") plan.unsealed.push(old.caseId);
    const facts = row.attributes === undefined ? factsOf(content) : row.facts;
    plan.insert.push({ ...content, ...facts, caseId: old.caseId, position: old.position });
  }

  #add(row: Row): void {
    const twins = this.#twinsOf(row);
    const same =
      twins.find((twin) => this.#isWithheld(twin)) ??
      twins.find(
        (twin) =>
          saysNoMore(row.expected, twin.expected) &&
          saysNoMore(row.assertions, twin.assertions) &&
          saysNoMore(row.steps, twin.steps ?? null),
      );
    if (same) {
      this.#skip(row, same, "The set already has this case.");
      return;
    }
    const [twin, other] = twins;
    if (twin && !other && row.id === undefined && !this.#rowOfId.has(twin.caseId)) {
      const to = row.expected ?? null;
      const text = beginningOf(row.input);
      this.plan.relabels.push({ row: row.row, of: twin.caseId, text, from: twin.expected, to });
      if (this.#given.relabel === "update") {
        this.#update(row, twin);
        return;
      }
    }
    if (!this.#isRepeated(row)) this.#insert(row);
  }

  /** Whether an earlier row of the file says the same. */
  #isRepeated(row: Row): boolean {
    const earlier = this.#added.get(row.facts.inputHash) ?? [];
    const first = earlier.find(
      ({ expected, assertions, steps }) =>
        saysNoMore(row.expected, expected) &&
        saysNoMore(row.assertions, assertions) &&
        saysNoMore(row.steps, steps),
    );
    if (!first) {
      const { expected = null, assertions = null, steps = null } = row;
      const content = { row: row.row, expected, assertions, steps };
      this.#added.set(row.facts.inputHash, [...earlier, content]);
      return false;
    }
    this.plan.skipped += 1;
    this.plan.duplicates.push({
      row: row.row,
      ofRow: first.row,
      message: `Row ${first.row} is the same.`,
      text: beginningOf(row.input),
    });
    return true;
  }

  #insert(row: Row): void {
    const { facts, assertions = null } = row;
    const split = row.split ?? splitOf(this.#given, facts.inputHash);
    const forbidden = this.#given.holdoutProblem({ assertions, split });
    if (forbidden !== null) {
      this.#refuse(row, "assertions", forbidden);
      return;
    }
    const caseId = row.id ?? generateCaseId(facts.inputHash, (id) => this.#isTaken(id));
    this.#rowOfId.set(caseId, row.row);
    this.plan.imported += 1;
    this.plan.newBySplit[split] += 1;
    this.plan.insert.push({
      input: row.input,
      expected: row.expected ?? null,
      kind: row.kind ?? ("routine" satisfies CaseKind),
      split,
      attributes: row.attributes ?? {},
      assertions,
      steps: row.steps ?? null,
      promptfoo: row.promptfoo ?? null,
      ...facts,
      caseId,
      position: this.#given.firstPosition + this.plan.imported - 1,
    });
  }

  #skip(row: Row, other: ExistingCase, message: string): void {
    this.plan.skipped += 1;
    const named = this.#isWithheld(other) ? {} : { of: other.caseId };
    this.plan.duplicates.push({ row: row.row, message, text: beginningOf(row.input), ...named });
  }

  #refuse({ row }: ImportRow, column: string | undefined, message: string): void {
    this.plan.errorRows += 1;
    this.plan.errors.push({ row, message, ...(column ? { column } : {}) });
  }

  #twinsOf({ facts }: Row): readonly ExistingCase[] {
    return this.#byHash.get(facts.inputHash) ?? [];
  }

  #isWithheld({ split }: ExistingCase): boolean {
    return split === "holdout" && !this.#given.canSeeHoldout;
  }

  #isTaken(id: string): boolean {
    return this.#byId.has(id) || this.#rowOfId.has(id) || this.#wantedIds.has(id);
  }
}

/** A row that expects or asserts nothing adds nothing to a case with its input, whatever that one says. */
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
