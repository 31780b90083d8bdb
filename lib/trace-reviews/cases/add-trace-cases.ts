import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { stateOfNewCase } from "@/lib/eval-sets/add-case";
import type { CaseState } from "@/lib/eval-sets/case-state";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { writeCases } from "@/lib/eval-sets/write-cases";
import type { CaseDraft } from "./draft-case";

/** `caseId` null: the twin is withheld from the actor. */
export interface Clash {
  draft: CaseDraft;
  caseId: string | null;
  /** This very trace became that case before. */
  isOwn: boolean;
}

export interface AddedCases {
  revision: number;
  added: { draft: CaseDraft; state: CaseState }[];
  clashes: Clash[];
}

/** Adds what the set does not have yet, as one revision, each with the link to its trace. */
export async function addTraceCases(
  actor: Actor,
  evalSet: string,
  drafts: readonly CaseDraft[],
): Promise<AddedCases> {
  const { revision, changes } = await writeCases(actor, evalSet, async (tx, set) => {
    const added: AddedCases["added"] = [];
    const clashes: Clash[] = [];
    for (const draft of drafts) {
      const { input, expected, kind, split, attributes } = draft;
      const content = { input, expected, kind, split, attributes, assertions: null };
      const fresh = await stateOfNewCase(tx, set.id, content);
      const state = { ...fresh, position: fresh.position + added.length };
      const inBatch = added.find((one) => one.state.inputHash === state.inputHash);
      const clash = inBatch
        ? { caseId: inBatch.state.caseId, isOwn: false }
        : await findClash(tx, actor, set.id, draft.traceId, state.inputHash);
      if (clash) clashes.push({ draft, ...clash });
      else added.push({ draft, state });
    }
    await linkTraces(tx, actor, set.id, added);
    return {
      summary: summarise(added),
      close: [],
      insert: added.map(({ state }) => state),
      added: added.length,
      updated: 0,
      removed: 0,
      more: { added, clashes },
    };
  });
  return { revision, ...changes.more };
}

async function findClash(
  tx: Tx,
  actor: Actor,
  evalSetId: string,
  traceId: string,
  inputHash: string,
): Promise<Omit<Clash, "draft"> | null> {
  const link = await tx.traceCase.findUnique({
    where: { projectId_traceId_evalSetId: { projectId: actor.projectId, traceId, evalSetId } },
  });
  const twin = await tx.evalCase.findFirst({
    where: {
      evalSetId,
      untilRevision: null,
      OR: [{ inputHash }, ...(link ? [{ caseId: link.caseId }] : [])],
    },
    select: { caseId: true, split: true },
  });
  if (!twin) return null;
  const isShown = visibleCases(actor).shows(twin);
  return { caseId: isShown ? twin.caseId : null, isOwn: twin.caseId === link?.caseId };
}

/** A link whose case was removed gives way. */
async function linkTraces(tx: Tx, actor: Actor, evalSetId: string, added: AddedCases["added"]) {
  const { projectId, name: actorName } = actor;
  const traceIds = added.map(({ draft }) => draft.traceId);
  await tx.traceCase.deleteMany({ where: { projectId, evalSetId, traceId: { in: traceIds } } });
  await tx.traceCase.createMany({
    data: added.map(({ draft, state }) => ({
      projectId,
      evalSetId,
      traceId: draft.traceId,
      caseId: state.caseId,
      actorName,
    })),
  });
}

/** Read by everybody: no id of a holdout case. */
function summarise(added: AddedCases["added"]): string {
  const [only] = added;
  if (added.length === 1 && only?.state.split === "development") {
    return `Case ${only.state.caseId} added from a trace`;
  }
  const where = only?.state.split === "holdout" ? " to holdout" : "";
  return added.length === 1
    ? `One case added${where} from a trace`
    : `${added.length} cases added${where} from traces`;
}
