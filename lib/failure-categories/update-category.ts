import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, uniqueClash } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { invalid } from "@/lib/http/app-error";
import { isInUse } from "./categories-in-use";
import type { FailureCategory, UpdateCategory } from "./contract";
import { nameTaken } from "./create-category";
import { findFixedIn } from "./find-fixed-in";
import { getCategory } from "./reads";
import { requireCategoryRoom } from "./require-category-room";

/** An archived category keeps its results and is no longer offered; at most five are in use at a time. */
export async function updateCategory(
  actor: Actor,
  id: string,
  { name, state, fixedIn, position, isArchived }: UpdateCategory,
): Promise<FailureCategory> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const before = await getCategory(actor, id);
  if (fixedIn && state !== "fixed") {
    throw invalid("fixedIn", "A version goes with the state “fixed”.");
  }
  const mended = state === "fixed" ? await findFixedIn(actor, id, fixedIn) : null;
  await db
    .$transaction(async (tx) => {
      const after = await tx.failureCategory.update({
        where: { id, projectId: actor.projectId },
        data: {
          ...(name === undefined ? {} : { name }),
          ...(state === undefined ? {} : { state }),
          ...(mended && (fixedIn || before.state !== "fixed")
            ? { fixedAt: new Date(), ...mended }
            : {}),
          ...(position === undefined ? {} : { position }),
          ...(isArchived === undefined ? {} : { archivedAt: isArchived ? new Date() : null }),
        },
      });
      await recordEvent(tx, actor, {
        type: "failure_category.updated",
        subject: { type: "failure_category", id },
        data: { was: before.name, name, state, fixedIn, position, isArchived },
      });
      const isPutToUse =
        isInUse({ state: after.state, archivedAt: after.archivedAt?.toISOString() ?? null }) &&
        !isInUse(before);
      if (isPutToUse) await requireCategoryRoom(tx, actor);
    })
    .catch((error: unknown) => {
      throw name && uniqueClash(error) ? nameTaken(name) : error;
    });
  return getCategory(actor, id);
}
