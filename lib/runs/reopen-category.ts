import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";

/** A way of failing that counted as fixed was seen again: it has regressed. Called with what was seen. */
export async function reopenCategory(
  tx: Tx,
  actor: Actor,
  category: { id: string; name: string },
): Promise<void> {
  const { count } = await tx.failureCategory.updateMany({
    where: { id: category.id, projectId: actor.projectId, state: "fixed" },
    data: { state: "regressed" },
  });
  if (count === 0) return;
  await recordEvent(tx, actor, {
    type: "failure_category.regressed",
    subject: { type: "failure_category", id: category.id },
    data: { name: category.name },
  });
}
