import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";
import { MOST_IN_USE } from "./categories-in-use";

/**
 * Refuses what has put one more failure category into use than a project may have. Called after the event was
 * recorded: its lock makes two people at the same time count one after the other.
 */
export async function requireCategoryRoom(tx: Tx, actor: Actor): Promise<void> {
  const inUse = await tx.failureCategory.findMany({
    where: { projectId: actor.projectId, archivedAt: null, state: { not: "fixed" } },
    orderBy: [{ position: "asc" }, { name: "asc" }],
    select: { name: true },
  });
  if (inUse.length <= MOST_IN_USE) return;
  const names = inUse.map(({ name }) => `“${name}”`).join(", ");
  throw new AppError(
    "conflict",
    `At most ${MOST_IN_USE} failure categories are in use at a time, and these would be ${inUse.length}: ${names}. Mark one as fixed or archive it first.`,
  );
}
