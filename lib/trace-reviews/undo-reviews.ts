import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { UndoReviews } from "./contract";
import { restoreReview } from "./restore-review";
import { lockReview } from "./write-review";

/** One verdict on many traces taken back in one piece. What was reviewed anew since keeps its newer verdict. */
export async function undoReviews(
  actor: Actor,
  input: UndoReviews,
): Promise<{ undone: string[]; left: string[] }> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const { projectId } = actor;
  const { traceIds, reviewedAt } = UndoReviews.parse(input);
  const at = new Date(reviewedAt);
  // In one order, so that two people with overlapping groups wait for each other instead of for ever.
  const ordered = [...new Set(traceIds)].sort();
  const undone = await db.$transaction(
    async (tx) => {
      for (const traceId of ordered) await lockReview(tx, projectId, traceId);
      const rows = await tx.traceReview.findMany({
        where: {
          projectId,
          traceId: { in: ordered },
          reviewedAt: at,
          reviewerId: actor.userId,
          reviewerName: actor.name,
        },
        orderBy: { traceId: "asc" },
      });
      for (const row of rows) await restoreReview(tx, row);
      const ids = rows.map(({ traceId }) => traceId);
      if (ids.length > 0) {
        await recordEvent(tx, actor, {
          type: "traces.review_undone",
          subject: { type: "project", id: projectId },
          data: { verdict: rows[0]?.verdict, traces: ids },
        });
      }
      return ids;
    },
    { timeout: 60_000 },
  );
  return { undone, left: ordered.filter((id) => !undone.includes(id)) };
}
