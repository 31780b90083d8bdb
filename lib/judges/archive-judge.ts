import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import type { Judge } from "./contract";
import { findJudge } from "./find-judge";
import { getJudge } from "./reads";

/** Archives a judge or takes it back; asking for the state that it has changes nothing. */
export async function archiveJudge(
  actor: Actor,
  name: string,
  isArchived: boolean,
): Promise<Judge> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { id } = await findJudge(actor, name);
  await db.$transaction(async (tx) => {
    const { count } = await tx.judge.updateMany({
      where: { id, archivedAt: isArchived ? null : { not: null } },
      data: { archivedAt: isArchived ? new Date() : null },
    });
    if (count === 0) return;
    await recordEvent(tx, actor, {
      type: isArchived ? "judge.archived" : "judge.unarchived",
      subject: { type: "judge", id },
      data: { name },
    });
  });
  return getJudge(actor, name);
}
