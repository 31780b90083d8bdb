import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import type { EvalSet } from "./contract";
import { findEvalSet } from "./find-eval-set";
import { getEvalSetSummary } from "./reads";

/** Archives a set or takes it back; asking for the state that it has changes nothing. */
export async function archiveEvalSet(
  actor: Actor,
  name: string,
  isArchived: boolean,
): Promise<EvalSet> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const set = await findEvalSet(actor, name);
  await db.$transaction(async (tx) => {
    const { count } = await tx.evalSet.updateMany({
      where: { id: set.id, archivedAt: isArchived ? null : { not: null } },
      data: { archivedAt: isArchived ? new Date() : null },
    });
    if (count === 0) return;
    await recordEvent(tx, actor, {
      type: isArchived ? "eval_set.archived" : "eval_set.unarchived",
      subject: { type: "eval_set", id: set.id },
      data: { name },
    });
  });
  return getEvalSetSummary(actor, name);
}
