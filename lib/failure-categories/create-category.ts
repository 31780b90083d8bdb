import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, uniqueClash } from "@/lib/db/client";
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
  const { projectId } = actor;
  const created = await db
    .$transaction(async (tx) => {
      const last = await tx.failureCategory.aggregate({
        where: { projectId },
        _max: { position: true },
      });
      const position = (last._max.position ?? -1) + 1;
      const row = await tx.failureCategory.create({ data: { projectId, name, position } });
      await recordEvent(tx, actor, {
        type: "failure_category.created",
        subject: { type: "failure_category", id: row.id },
        data: { name },
      });
      await requireCategoryRoom(tx, actor);
      return row;
    })
    .catch((error: unknown) => {
      throw uniqueClash(error) ? nameTaken(name) : error;
    });
  return getCategory(actor, created.id);
}

export const nameTaken = (name: string) =>
  new AppError("conflict", `There is a failure category “${name}” already, perhaps archived.`);
