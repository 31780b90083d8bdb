import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import type { Page } from "@/lib/http/contract";
import { cursorOf, parseIdCursor } from "@/lib/http/cursor";
import type { HoldoutLook } from "./gap-contract";

/** Every look at a set's holdout, newest first; those before an unsealing are over. */
export async function listLooks(
  actor: Actor,
  name: string,
  { limit, cursor }: Page,
): Promise<{ data: HoldoutLook[]; nextCursor: string | null }> {
  authorize(actor, { scope: "evals:read" });
  const set = await findEvalSet(actor, name);
  const before = parseIdCursor(cursor);
  const [looks, unsealing] = await Promise.all([
    db.holdoutLook.findMany({
      where: { evalSetId: set.id, ...(before ? { id: { lt: before } } : {}) },
      orderBy: { id: "desc" },
      take: limit + 1,
    }),
    db.holdoutUnsealing.aggregate({ where: { evalSetId: set.id }, _max: { at: true } }),
  ]);
  const page = looks.slice(0, limit);
  const [runs, prompts] = await Promise.all([
    db.run.findMany({
      where: { id: { in: page.map(({ runId }) => runId) } },
      select: { id: true, number: true, version: { select: { number: true } } },
    }),
    db.prompt.findMany({
      where: { id: { in: page.map(({ promptId }) => promptId) } },
      select: { id: true, name: true },
    }),
  ]);
  const openedAt = unsealing._max.at;
  const last = page.at(-1);
  return {
    data: page.map(({ id, at, actorName, runId, promptId }) => {
      const run = runs.find((each) => each.id === runId);
      return {
        id,
        at: at.toISOString(),
        by: actorName,
        prompt: prompts.find((each) => each.id === promptId)?.name ?? "a deleted prompt",
        version: run?.version?.number ?? null,
        runNumber: run?.number ?? null,
        isOver: openedAt !== null && at <= openedAt,
      };
    }),
    nextCursor: looks.length > limit && last ? cursorOf(last.id) : null,
  };
}
