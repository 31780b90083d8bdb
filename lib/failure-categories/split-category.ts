import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, invalid } from "@/lib/http/app-error";
import type { FailureCategory } from "./contract";
import { addCategory } from "./create-category";
import type { SplitCategory } from "./move-contract";
import { chosenFailures, type MovedCounts, moveBack, moveFailures } from "./move-failures";
import { getCategory } from "./reads";
import { requireCategoryRoom } from "./require-category-room";

const MOVING_MS = 60_000;

interface Part extends MovedCounts {
  id: string;
  name: string;
}

/** One category becomes two: chosen failures get a name of their own, or a merge is taken back. */
export async function splitCategory(
  actor: Actor,
  id: string,
  input: SplitCategory,
): Promise<FailureCategory> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const whole = await getCategory(actor, id);
  const part = await db.$transaction(
    async (tx) => {
      const isUndo = "merge" in input;
      const part = isUndo
        ? await takeBack(tx, actor, id, input.merge)
        : await splitOff(tx, actor, id, input);
      await recordEvent(tx, actor, {
        type: "failure_category.split",
        subject: { type: "failure_category", id },
        data: {
          from: whole.name,
          into: part.name,
          results: part.results,
          traces: part.traces,
          isUndo,
        },
      });
      await requireCategoryRoom(tx, actor);
      return part;
    },
    { timeout: MOVING_MS },
  );
  return getCategory(actor, part.id);
}

async function splitOff(
  tx: Tx,
  actor: Actor,
  id: string,
  { name, results, traces }: Exclude<SplitCategory, { merge: string }>,
): Promise<Part> {
  if (results.length + traces.length === 0) {
    throw invalid("results", "Choose the failures that go to the new category.");
  }
  const added = await addCategory(tx, actor, name);
  const move = { kind: "split", from: id, into: added.id } as const;
  const counts = await moveFailures(tx, actor, move, chosenFailures(actor, results, traces));
  if (counts.results + counts.traces === 0) {
    throw invalid("results", "None of these failures has this category.");
  }
  return { ...added, ...counts };
}

async function takeBack(tx: Tx, actor: Actor, id: string, merge: string): Promise<Part> {
  const { count } = await tx.failureCategoryMove.updateMany({
    where: { id: merge, kind: "merge", intoId: id, undoneAt: null },
    data: { undoneAt: new Date() },
  });
  if (count === 0) {
    throw new AppError(
      "conflict",
      "There is no such merge into this category, or it was split again.",
    );
  }
  const move = await tx.failureCategoryMove.findUniqueOrThrow({
    where: { id: merge },
    include: { from: { select: { id: true, name: true } } },
  });
  const counts = await moveBack(tx, actor, move);
  await tx.failureCategory.update({ where: { id: move.fromId }, data: { archivedAt: null } });
  return { ...move.from, ...counts };
}
