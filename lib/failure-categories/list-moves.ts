import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import type { CategoryMove } from "./move-contract";

const named = { select: { id: true, name: true } };
const MOST = 100;

/** Merges and splits, newest first. */
export async function listCategoryMoves(
  actor: Actor,
): Promise<{ data: CategoryMove[]; nextCursor: null }> {
  authorize(actor, { scope: "evals:read" });
  const rows = await db.failureCategoryMove.findMany({
    where: { into: { projectId: actor.projectId } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: MOST,
    include: { from: named, into: named, _count: { select: { results: true, traces: true } } },
  });
  return {
    data: rows.map(({ id, kind, from, into, byName, at, undoneAt, _count }) => ({
      id,
      kind: kind === "merge" ? "merge" : "split",
      from,
      into,
      by: byName,
      at: at.toISOString(),
      results: _count.results,
      traces: _count.traces,
      undoneAt: undoneAt?.toISOString() ?? null,
    })),
    nextCursor: null,
  };
}
