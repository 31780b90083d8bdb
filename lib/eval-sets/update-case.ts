import type { Actor } from "@/lib/auth/actor";
import type { Surroundings } from "@/lib/db/around";
import type { Tx } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/http/app-error";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import { refuseCopyOfHoldout } from "./add-case";
import type { CaseContent } from "./case-content";
import { factsOf } from "./case-state";
import { requireHoldoutAssertions, requireUsableAssertions } from "./check-assertions";
import { type CaseChange, UpdateCase } from "./eval-case";
import { getCaseChange } from "./reads";
import { requireFilled } from "./require-filled";
import { type CaseRow, findCaseRow } from "./scan-cases";
import { visibleCases } from "./visible-cases";
import { type LockedSet, writeCases } from "./write-cases";

/** Writes a new state of one case; `since` names the state that was edited and must still be the current one. */
export async function updateCase(
  actor: Actor,
  name: string,
  caseId: string,
  input: UpdateCase,
  surroundings?: Surroundings,
): Promise<CaseChange> {
  const { since, ...edit } = UpdateCase.parse(input);
  const visible = visibleCases(actor);
  await requireUsableAssertions(actor, edit.assertions);
  const decide = async (tx: Tx, set: LockedSet) => {
    const row = await findCaseRow(set.id, caseId, { tx });
    if (!row) throw notFound(`The case “${caseId}”`);
    visible.require(row);
    if (since !== undefined && since !== row.since) throw staleCase(row);
    const content = merged(row, edit);
    if (isSame(row, content)) return nothing;
    requireFilled(content);
    requireHoldoutAssertions(actor, content);
    const state = { ...content, ...factsOf(content), caseId, position: row.position };
    if (!visible.hasHoldout) await refuseCopyOfHoldout(tx, set.id, state);
    return {
      summary: summarize(row, content),
      close: [row.id],
      insert: [state],
      added: 0,
      updated: 1,
      removed: 0,
      unsealed: row.split === "holdout" && content.split === "development" ? 1 : 0,
    };
  };
  const { revision } = await writeCases(actor, name, decide, surroundings);
  return getCaseChange(actor, name, revision, caseId);
}

const nothing = { summary: "", close: [], insert: [], added: 0, updated: 0, removed: 0 };

function merged(row: CaseRow, edit: Partial<CaseContent>): CaseContent {
  return {
    input: edit.input ?? row.input,
    expected: edit.expected === undefined ? row.expected : edit.expected,
    kind: edit.kind ?? row.kind,
    split: edit.split ?? row.split,
    attributes: edit.attributes ?? row.attributes,
    assertions: edit.assertions === undefined ? row.assertions : edit.assertions,
    steps: edit.steps === undefined ? (row.steps ?? null) : edit.steps,
    promptfoo: row.promptfoo,
  };
}

export function isSame(one: CaseContent, two: CaseContent): boolean {
  return contentKey(one) === contentKey(two);
}

export function contentKey(content: CaseContent): string {
  const { input, expected, kind, split, attributes, assertions, steps, promptfoo } = content;
  return canonicalJson({
    input,
    expected: expected ?? null,
    kind,
    split,
    attributes,
    assertions: assertions ?? null,
    steps: steps ?? null,
    promptfoo: promptfoo ?? null,
  });
}

function summarize(row: CaseRow, content: CaseContent): string {
  if (row.split === "holdout" && content.split === "development") {
    return `Case ${row.caseId} unsealed: moved from holdout to development`;
  }
  if (row.split === "holdout") return "One holdout case changed";
  if (content.split === "holdout") return "One case moved to holdout";
  return `Case ${row.caseId} changed`;
}

function staleCase(row: CaseRow): AppError {
  return new AppError(
    "stale",
    `Someone changed the case “${row.caseId}” in revision ${row.since}. Look at that change and save again.`,
    { errors: [{ path: "since", message: `The current state is of revision ${row.since}.` }] },
  );
}
