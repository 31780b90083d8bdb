import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx, uniqueClash } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import type { CreateCategory, FailureCategory } from "./contract";
import { getCategory } from "./reads";
import { requireCategoryRoom } from "./require-category-room";

/** One more than a project may have in use is refused. */
export async function createCategory(
  actor: Actor,
  { name }: CreateCategory,
): Promise<FailureCategory> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const created = await db.$transaction(async (tx) => {
    const row = await addCategory(tx, actor, name);
    await recordEvent(tx, actor, {
      type: "failure_category.created",
      subject: { type: "failure_category", id: row.id },
      data: { name },
    });
    await requireCategoryRoom(tx, actor);
    return row;
  });
  return getCategory(actor, created.id);
}

/** A new row behind all others; a name that is taken is a conflict. */
export async function addCategory(
  tx: Tx,
  { projectId }: Actor,
  name: string,
): Promise<{ id: string; name: string }> {
  const last = await tx.failureCategory.aggregate({
    where: { projectId },
    _max: { position: true },
  });
  const position = (last._max.position ?? -1) + 1;
  return await tx.failureCategory
    .create({ data: { projectId, name, position }, select: { id: true, name: true } })
    .catch((error: unknown) => {
      throw uniqueClash(error) ? nameTaken(name) : error;
    });
}

export const nameTaken = (name: string) =>
  new AppError("conflict", `There is a failure category “${name}” already, perhaps archived.`);
