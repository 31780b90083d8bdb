import "server-only";
import type { CaseContent, CaseKind, Split } from "@/lib/eval-sets/case-content";
import {
  type CaseFacts,
  type CaseState,
  factsOf,
  generateCaseId,
} from "@/lib/eval-sets/case-state";
import { beginningOf } from "@/lib/eval-sets/find-near-duplicates";
import { isSame } from "@/lib/eval-sets/update-case";
import { MAX_ERRORS } from "@/lib/http/files/import-file";
import { isSameJson, type JsonValue } from "@/lib/scorers/json-value";
import { drawSplit, type SplitDraw } from "./draw-split";
import { emptyPlan, type ImportPlan, MOST_LISTED } from "./import-plan";
import type { ImportRow } from "./row-parts";
import { RowsByInput } from "./rows-by-input";

/** A current case of the set, as the plan needs it. */
export interface ExistingCase extends Omit<CaseContent, "input"> {
  id: string;
  caseId: string;
  position: number;
  inputHash: string;
}

export type PlannedRow = ImportRow & { facts: CaseFacts };

export interface PlanInput extends SplitDraw {
  canSeeHoldout: boolean;
  firstPosition: number;
  relabel: "add" | "update";
  /** Ids that no generated one may be: of the set's cases, and those that rows of the file ask for. */
  takenIds: Set<string>;
  /** Why the importer may not write such scorers of a case; null when it may. */
  holdoutProblem: (content: Pick<CaseContent, "assertions" | "split">) => string | null;
}

/** What a row makes of the set; of a row that only repeats or is refused nothing. */
export interface StateChange {
  closes: string | null;
  state: CaseState;
  /** It corrects a case or has the input of one. */
  isRelabel: boolean;
}

/**
 * Decides about every row in turn: the id of a case → that case is updated; an input and an expected value that
 * are already there together → skipped; else a new case, or by wish the correction of the one case that has the
 * input. Without the right to see holdout no holdout case is changed or named.
 */
export class ImportPlanner {
  readonly plan: ImportPlan = emptyPlan();
  readonly #input: PlanInput;
  /** The row of the file that has an id. */
  readonly #rowOfId = new Map<string, number>();
  readonly #rows = new RowsByInput();

  constructor(input: PlanInput) {
    this.#input = input;
  }

  /** @param related the set's cases, as they were before the import, that have the row's id or its input */
  take(row: PlannedRow, related: readonly ExistingCase[]): StateChange | null {
    const twins = related.filter(({ inputHash }) => inputHash === row.facts.inputHash);
    if (row.id === undefined) return this.#add(row, twins);
    const earlier = this.#rowOfId.get(row.id);
    if (earlier !== undefined) {
      const message = `Row ${earlier} has the id “${row.id}” as well. Give each row an id of its own.`;
      return this.#refuse(row, "id", message);
    }
    const sameId = related.find(({ caseId }) => caseId === row.id);
    return sameId ? this.#update(row, sameId, twins) : this.#add(row, twins);
  }

  #update(row: PlannedRow, old: ExistingCase, twins: readonly ExistingCase[]): StateChange | null {
    this.#rowOfId.set(old.caseId, row.row);
    if (this.#isWithheld(old)) {
      const message = `The id “${row.id}” belongs to a case that only an admin may change. Use another id.`;
      return this.#refuse(row, "id", message);
    }
    const content = updatedContent(row, old);
    const forbidden = this.#input.holdoutProblem(content);
    if (forbidden !== null) return this.#refuse(row, "assertions", forbidden);
    if (twins.some((twin) => twin.caseId !== old.caseId && this.#isWithheld(twin))) {
      const message = "The set already has this input in a case that is withheld.";
      return this.#refuse(row, undefined, message);
    }
    if (row.facts.inputHash === old.inputHash && isSame({ ...old, input: row.input }, content)) {
      return this.#skip(row, old, "Nothing in this row differs from the case with its id.");
    }
    const { plan } = this;
    plan.updated += 1;
    if (plan.updatedCases.length < MOST_LISTED) plan.updatedCases.push(old.caseId);
    if (old.split === "holdout" && content.split === "development") plan.unsealed += 1;
    const facts = row.attributes === undefined ? factsOf(content) : row.facts;
    const state = { ...content, ...facts, caseId: old.caseId, position: old.position };
    return { closes: old.id, state, isRelabel: row.id === undefined };
  }

  #add(row: PlannedRow, twins: readonly ExistingCase[]): StateChange | null {
    const same =
      twins.find((twin) => this.#isWithheld(twin)) ??
      twins.find((twin) => saysNothingNew(row, twin));
    if (same) return this.#skip(row, same, "The set already has this case.");
    const [twin, other] = twins;
    const relabels = twin && !other && row.id === undefined && !this.#rowOfId.has(twin.caseId);
    if (relabels) {
      this.#noteRelabel(row, twin);
      if (this.#input.relabel === "update") return this.#update(row, twin, twins);
    }
    const first = this.#rows.findOrAdd(row.facts.inputHash, row);
    if (first !== null) return this.#skipRepeated(row, first);
    return this.#insert(row, relabels ?? false);
  }

  #noteRelabel(row: PlannedRow, twin: ExistingCase): void {
    const { relabels } = this.plan;
    if (relabels.length >= MOST_LISTED) return;
    const text = beginningOf(row.input);
    const to = row.expected ?? null;
    relabels.push({ row: row.row, of: twin.caseId, text, from: twin.expected, to });
  }

  #insert(row: PlannedRow, isRelabel: boolean): StateChange | null {
    const { facts, assertions = null } = row;
    const split = row.split ?? drawSplit(this.#input, facts.inputHash);
    const forbidden = this.#input.holdoutProblem({ assertions, split });
    if (forbidden !== null) return this.#refuse(row, "assertions", forbidden);
    const caseId = row.id ?? this.#generateId(facts);
    this.#rowOfId.set(caseId, row.row);
    this.plan.imported += 1;
    this.plan.newBySplit[split] += 1;
    const state = {
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
      position: this.#input.firstPosition + this.plan.imported - 1,
    };
    return { closes: null, state, isRelabel };
  }

  #generateId({ inputHash }: CaseFacts): string {
    const { takenIds } = this.#input;
    return generateCaseId(inputHash, (id) => takenIds.has(id) || this.#rowOfId.has(id));
  }

  #skip(row: PlannedRow, other: ExistingCase, message: string): null {
    const named = this.#isWithheld(other) ? {} : { of: other.caseId };
    return this.#noteDuplicate(row, { message, ...named });
  }

  #skipRepeated(row: PlannedRow, first: number): null {
    return this.#noteDuplicate(row, { ofRow: first, message: `Row ${first} is the same.` });
  }

  #noteDuplicate(
    { row, input }: PlannedRow,
    reason: { message: string; of?: string; ofRow?: number },
  ) {
    const { plan } = this;
    plan.skipped += 1;
    if (plan.duplicates.length < MOST_LISTED) {
      plan.duplicates.push({ row, text: beginningOf(input), ...reason });
    }
    return null;
  }

  #refuse({ row }: ImportRow, column: string | undefined, message: string): null {
    const { plan } = this;
    plan.errorRows += 1;
    if (plan.errors.length < MAX_ERRORS) {
      plan.errors.push({ row, message, ...(column ? { column } : {}) });
    }
    return null;
  }

  #isWithheld({ split }: { split: Split }): boolean {
    return split === "holdout" && !this.#input.canSeeHoldout;
  }
}

/** What a row has no column for stays as it is. */
const updatedContent = (row: PlannedRow, old: ExistingCase): CaseContent => ({
  input: row.input,
  expected: row.expected === undefined ? old.expected : row.expected,
  kind: row.kind ?? old.kind,
  split: row.split ?? old.split,
  attributes: row.attributes ?? old.attributes,
  assertions: row.assertions === undefined ? old.assertions : row.assertions,
  steps: row.steps === undefined ? (old.steps ?? null) : row.steps,
  promptfoo: row.promptfoo === undefined ? (old.promptfoo ?? null) : row.promptfoo,
});

const saysNothingNew = (row: PlannedRow, twin: ExistingCase): boolean =>
  saysNoMore(row.expected, twin.expected) &&
  saysNoMore(row.assertions, twin.assertions) &&
  saysNoMore(row.steps, twin.steps ?? null);

/** A row that expects or asserts nothing adds nothing to a case with its input, whatever that one says. */
function saysNoMore(value: JsonValue | null | undefined, has: JsonValue | null): boolean {
  if (value === undefined || value === null) return true;
  return has !== null && isSameJson(value, has);
}
