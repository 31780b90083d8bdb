import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Surroundings } from "@/lib/db/around";
import { Prisma, type Tx } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/http/app-error";
import type { CaseState } from "./case-state";
import type { SetChange } from "./eval-case";
import { atRevision } from "./scan-cases";
import { holdoutRefused, isHeldOut, visibleCases } from "./visible-cases";
import { writeCases } from "./write-cases";

type StoredState = CaseState & { id: string; since: number; withheld: boolean };

/**
 * Undo as a new revision with the cases of an older one. Below admin no holdout case may change by it,
 * except that the authors of an addition to holdout may take their own addition back.
 */
export async function restoreRevision(
  actor: Actor,
  name: string,
  number: number,
  { expected }: { expected?: number | undefined } = {},
  surroundings?: Surroundings,
): Promise<SetChange> {
  const { revision, changes } = await writeCases(
    actor,
    name,
    async (tx, set) => {
      if (number >= set.revision) throw notFound(`An older revision ${number} of “${name}”`);
      if (expected !== undefined && expected !== set.revision) {
        throw new AppError(
          "stale",
          `Someone made revision ${set.revision} meanwhile. Look at it before you restore.`,
        );
      }
      const current = await statesOnlyIn(tx, set.id, undefined, number);
      const states = await statesOnlyIn(tx, set.id, number, undefined);
      if (!visibleCases(actor).hasHoldout)
        await guardChange(tx, actor, set.id, number, current, states);
      const wantedIds = new Set(states.map(({ caseId }) => caseId));
      const currentById = new Map(current.map((state) => [state.caseId, state]));
      return {
        summary: `Cases restored to revision ${number}`,
        close: current.map(({ id }) => id),
        insert: states,
        added: states.filter(({ caseId }) => !currentById.has(caseId)).length,
        updated: states.filter(({ caseId }) => currentById.has(caseId)).length,
        removed: current.filter(({ caseId }) => !wantedIds.has(caseId)).length,
        unsealed: states.filter(
          ({ caseId, split }) =>
            split === "development" && currentById.get(caseId)?.split === "holdout",
        ).length,
      };
    },
    surroundings,
  );
  return { revision, changed: changes.added + changes.updated + changes.removed };
}

/** The states of one revision that the other one does not share; undefined is the newest. */
function statesOnlyIn(tx: Tx, evalSetId: string, one?: number, other?: number) {
  const isOther =
    other === undefined
      ? Prisma.sql`c.until_revision is null`
      : Prisma.sql`c.since_revision <= ${other} and (c.until_revision is null or c.until_revision > ${other})`;
  return tx.$queryRaw<StoredState[]>`
    select c.id, c.case_id as "caseId", c.position, c.since_revision as since, c.input, c.expected,
      c.kind::text as kind, c.split::text as split, c.attributes, c.assertions, c.steps, c.promptfoo, c.language,
      c.input_length as "inputLength", c.input_hash as "inputHash", ${isHeldOut} as withheld
    from eval_case c where ${atRevision(evalSetId, one)} and not (${isOther}) order by c.position`;
}

async function guardChange(
  tx: Tx,
  actor: Actor,
  evalSetId: string,
  number: number,
  current: StoredState[],
  states: StoredState[],
): Promise<void> {
  const later = await tx.evalSetRevision.findMany({
    where: { evalSetId, number: { gt: number } },
    select: { number: true, authorId: true },
  });
  const ownCaseIds = new Set(
    later.filter(({ authorId }) => authorId && authorId === actor.userId).map((row) => row.number),
  );
  const heldBefore = new Set(
    (
      await tx.evalCase.findMany({
        where: {
          evalSetId,
          caseId: { in: current.filter((s) => s.split === "holdout").map((s) => s.caseId) },
          sinceRevision: { lte: number },
        },
        select: { caseId: true },
      })
    ).map(({ caseId }) => caseId),
  );
  const isOwnAddition = (state: StoredState) =>
    ownCaseIds.has(state.since) && !heldBefore.has(state.caseId);
  const isTouched =
    states.some(({ withheld }) => withheld) ||
    current.some((state) => state.split === "holdout" && !isOwnAddition(state));
  if (isTouched) throw holdoutRefused();
}
