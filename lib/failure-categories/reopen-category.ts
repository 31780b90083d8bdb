import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { requireCategoryRoom } from "./require-category-room";

/** A way of failing that counted as fixed was seen again: it has regressed and is in use again, where there is room. */
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
  await requireCategoryRoom(tx, actor);
}
