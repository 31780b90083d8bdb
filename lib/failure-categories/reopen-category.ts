import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { announce } from "@/lib/notifications/announce";
import { findRegression, type Sighting } from "./regression";
import { requireCategoryRoom } from "./require-category-room";

interface Named {
  id: string;
  name: string;
}

/** A way of failing that counted as fixed was given again: it has regressed and is in use again, where there is room. */
export async function reopenCategory(
  tx: Tx,
  actor: Actor,
  category: Named,
  sightings: readonly Sighting[],
): Promise<void> {
  const row = await tx.failureCategory.findFirst({
    where: { id: category.id, projectId: actor.projectId, state: "fixed" },
    select: { fixedInPromptId: true, fixedInVersion: true },
  });
  if (!row) return;
  const fixedIn = { promptId: row.fixedInPromptId, version: row.fixedInVersion };
  const sighting = findRegression(fixedIn, sightings);
  if (!sighting) return;
  const isOurs = await regressCategory(tx, actor, { category, sighting, why: null });
  if (isOurs) await requireCategoryRoom(tx, actor);
}

interface Regression {
  category: Named;
  sighting: Sighting;
  /** What showed it, where no person did. */
  why: string | null;
}

/** Writes it down once and tells everybody; false: somebody was quicker. */
export async function regressCategory(
  tx: Tx,
  actor: Actor,
  { category, sighting, why }: Regression,
): Promise<boolean> {
  const { promptId, version, run } = sighting;
  const { count } = await tx.failureCategory.updateMany({
    where: { id: category.id, projectId: actor.projectId, state: "fixed" },
    data: {
      state: "regressed",
      regressedAt: new Date(),
      regressedInPromptId: promptId,
      regressedInVersion: version,
      regressedInRun: run,
    },
  });
  if (count === 0) return false;
  const prompt = promptId
    ? await tx.prompt.findUnique({ where: { id: promptId }, select: { name: true } })
    : null;
  const where = {
    ...(prompt ? { prompt: prompt.name } : {}),
    ...(prompt && version !== null ? { version } : {}),
  };
  await announce(tx, actor, {
    type: "failure_category.regressed",
    data: {
      path: `failure-categories?category=${category.id}`,
      title: category.name,
      ...where,
      ...(why ? { text: why } : {}),
    },
  });
  await recordEvent(tx, actor, {
    type: "failure_category.regressed",
    subject: { type: "failure_category", id: category.id },
    data: { name: category.name, ...where, run, why },
  });
  return true;
}
