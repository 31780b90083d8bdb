import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize, hasRole } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, notFound } from "@/lib/http/app-error";
import type { TraceReview } from "./contract";
import { restoreReview } from "./restore-review";
import { toReview, withCategory } from "./to-review";
import { lockReview } from "./write-review";

/** One step back: the verdict before it and the outcome that it replaced. Other people's only by an admin. */
export async function undoReview(
  actor: Actor,
  traceId: string,
): Promise<{ review: TraceReview | null }> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const { projectId } = actor;
  const key = { projectId_traceId: { projectId, traceId } };
  const row = await db.$transaction(async (tx) => {
    await lockReview(tx, projectId, traceId);
    const now = await tx.traceReview.findUnique({ where: key });
    if (!now) throw notFound("A verdict on this trace");
    if (now.reviewerId !== actor.userId && !hasRole(actor, "admin")) {
      throw new AppError(
        "forbidden",
        `This verdict is ${now.reviewerName}’s; give your own instead.`,
      );
    }
    const earlier = await restoreReview(tx, now);
    await recordEvent(tx, actor, {
      type: "trace.review_undone",
      subject: { type: "trace", id: traceId },
      data: { verdict: now.verdict, back: earlier?.verdict ?? null },
    });
    return tx.traceReview.findUnique({ where: key, include: withCategory });
  });
  return { review: row && toReview(row) };
}
