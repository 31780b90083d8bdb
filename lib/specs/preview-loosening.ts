import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { hasRole } from "@/lib/auth/authorize";
import type { Around } from "@/lib/db/around";
import { db } from "@/lib/db/client";
import { deleteCases } from "@/lib/eval-sets/delete-cases";
import { unsealHoldout } from "@/lib/eval-sets/holdout/unseal-holdout";
import { restoreRevision } from "@/lib/eval-sets/restore-revision";
import { updateEvalSet } from "@/lib/eval-sets/update-eval-set";
import { loadPrompt } from "@/lib/prompts/load-prompt";
import { deleteSegment } from "@/lib/segments/delete-segment";
import { updateSegment } from "@/lib/segments/update-segment";
import {
  findLoosened,
  type LoosenedEvidence,
  type Touched,
} from "@/lib/specs/evidence/guard-evidence";
import type { WriteSpec } from "./contract";
import type { LoosenEvalSet, Loosening, LoosenSegment } from "./loosening-contract";
import { writeSpec } from "./write-spec";

/** What forms say while they are filled in: what writing this would loosen. */
export async function previewSpecLoosening(
  actor: Actor,
  name: string,
  input: WriteSpec,
): Promise<Loosening> {
  const { id: promptId } = await loadPrompt(actor, name);
  return preview(actor, { promptId }, (guard) => writeSpec(actor, name, input, { guard }));
}

export function previewSegmentLoosening(
  actor: Actor,
  segment: string,
  input: LoosenSegment,
): Promise<Loosening> {
  return preview(actor, { segment }, (around) =>
    "isRemoved" in input
      ? deleteSegment(actor, segment, { around })
      : updateSegment(actor, segment, input, { around }),
  );
}

/** Editing a case loosens what removing it does, so both are asked as a removal. */
export function previewEvalSetLoosening(
  actor: Actor,
  evalSet: string,
  input: LoosenEvalSet,
): Promise<Loosening> {
  return preview(actor, { evalSet }, async (around) => {
    if ("scorers" in input) await updateEvalSet(actor, evalSet, input, { around });
    else if ("caseIds" in input) await deleteCases(actor, evalSet, input.caseIds, { around });
    else if ("revision" in input)
      await restoreRevision(actor, evalSet, input.revision, {}, { around });
    else await unsealHoldout(actor, evalSet, { reason: "to see what it loosens" }, { around });
  });
}

/** Ends the write that was tried, and with it its transaction. */
class Undone extends Error {}

/** Tries the write with everything that it checks, compares before and after, and undoes it. */
async function preview(
  actor: Actor,
  touched: Touched,
  write: (around: Around) => Promise<unknown>,
): Promise<Loosening> {
  let loosened: LoosenedEvidence[] = [];
  const around: Around = async (tx, run) => {
    ({ loosened } = await findLoosened(actor, touched, tx, run));
    throw new Undone();
  };
  await write(around).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  const members = await db.member.findMany({
    where: { projectId: actor.projectId, role: { in: ["reviewer", "admin"] } },
    select: { user: { select: { id: true, name: true } } },
    orderBy: { user: { name: "asc" } },
  });
  return {
    data: loosened.map(({ prompt, environments, reviews, loosened: changes }) => ({
      ...{ prompt, environments, reviews },
      sentences: changes.map(({ sentence }) => sentence),
    })),
    nextCursor: null,
    mayLoosen: hasRole(actor, "reviewer"),
    reviewers: members.map(({ user }) => user),
  };
}
