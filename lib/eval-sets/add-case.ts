import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";
import type { CaseContent } from "./case-content";
import { type CaseState, factsOf, generateCaseId } from "./case-state";
import { requireHoldoutAssertions, requireUsableAssertions } from "./check-assertions";
import { AddCase, type CaseChange } from "./eval-case";
import { getCaseChange } from "./reads";
import { requireFilled } from "./require-filled";
import { visibleCases } from "./visible-cases";
import { nextPosition, writeCases } from "./write-cases";

export async function addCase(actor: Actor, name: string, input: AddCase): Promise<CaseChange> {
  const { caseId, expected, ...rest } = AddCase.parse(input);
  const content: CaseContent = { ...rest, expected: expected ?? null };
  requireHoldoutAssertions(actor, content);
  await requireUsableAssertions(actor, content.assertions);
  const { revision, changes } = await writeCases(actor, name, async (tx, set) => {
    const state = await stateOfNewCase(tx, set.id, content, caseId);
    if (!visibleCases(actor).hasHoldout) await refuseCopyOfHoldout(tx, set.id, state);
    return {
      summary:
        content.split === "holdout" ? "One case added to holdout" : `Case ${state.caseId} added`,
      close: [],
      insert: [state],
      added: 1,
      updated: 0,
      removed: 0,
    };
  });
  return getCaseChange(actor, name, revision, changes.insert[0]?.caseId ?? "");
}

export async function stateOfNewCase(
  tx: Tx,
  evalSetId: string,
  content: CaseContent,
  wantedId?: string,
): Promise<CaseState> {
  requireFilled(content);
  const facts = factsOf(content);
  const prefix = wantedId ?? `c-${facts.inputHash.slice(0, 10)}`;
  const sameId = await tx.evalCase.findMany({
    where: { evalSetId, untilRevision: null, caseId: { startsWith: prefix } },
    select: { caseId: true },
  });
  const isTaken = (id: string) => sameId.some((row) => row.caseId === id);
  if (wantedId && isTaken(wantedId)) {
    throw new AppError("conflict", `A case with the id “${wantedId}” exists in this set.`, {
      errors: [{ path: "caseId", message: "This id is taken." }],
    });
  }
  return {
    ...content,
    ...facts,
    caseId: wantedId ?? generateCaseId(facts.inputHash, isTaken),
    position: await nextPosition(tx, evalSetId),
  };
}

/** A copy in development would let the holdout leak into what prompts are tuned on. */
export async function refuseCopyOfHoldout(
  tx: Tx,
  evalSetId: string,
  state: CaseState,
): Promise<void> {
  if (state.split === "holdout") return;
  const holdoutCount = await tx.evalCase.count({
    where: { evalSetId, untilRevision: null, split: "holdout", inputHash: state.inputHash },
  });
  if (holdoutCount > 0) {
    throw new AppError("conflict", "The set already has this input in a case that is withheld.");
  }
}
