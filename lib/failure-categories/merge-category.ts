import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { invalid } from "@/lib/http/app-error";
import { isInUse } from "./categories-in-use";
import type { FailureCategory } from "./contract";
import type { MergeCategory } from "./move-contract";
import { moveFailures } from "./move-failures";
import { getCategory } from "./reads";
import { requireCategoryRoom } from "./require-category-room";

const MOVING_MS = 60_000;

/** Two names for one way of failing become one; the other is archived and can be split off again. */
export async function mergeCategory(
  actor: Actor,
  id: string,
  { into }: MergeCategory,
): Promise<FailureCategory> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  if (id === into) throw invalid("into", "A category cannot be merged into itself.");
  const from = await getCategory(actor, id);
  const target = await getCategory(actor, into);
  if (target.archivedAt) throw invalid("into", `“${target.name}” is archived.`);
  // What still fails is not fixed, whatever the other one was.
  const isOpenAgain = isInUse(from) && target.state === "fixed";
  await db.$transaction(
    async (tx) => {
      const counts = await moveFailures(tx, actor, { kind: "merge", from: id, into });
      await tx.failureCategory.update({ where: { id }, data: { archivedAt: new Date() } });
      if (isOpenAgain) {
        await tx.failureCategory.update({ where: { id: into }, data: { state: "open" } });
      }
      await recordEvent(tx, actor, {
        type: "failure_category.merged",
        subject: { type: "failure_category", id: into },
        data: { from: from.name, into: target.name, ...counts },
      });
      if (isOpenAgain) await requireCategoryRoom(tx, actor);
    },
    { timeout: MOVING_MS },
  );
  return getCategory(actor, into);
}
