import type { Actor } from "@/lib/auth/actor";
import { authorize, hasRole } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, notFound } from "@/lib/http/app-error";
import { setOutcome } from "@/lib/traces/store/set-outcome";
import type { TraceReview } from "./contract";
import { toReview, withCategory } from "./to-review";
import { lockReview, type ReviewBefore } from "./write-review";

/** One step back: the verdict before it and the outcome that it replaced. Other people's only by an admin. */
export async function undoReview(
  actor: Actor,
  traceId: string,
): Promise<{ review: TraceReview | null }> {
  authorize(actor, { scope: "traces:write", role: "editor" });
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
    const before = now.before as unknown as ReviewBefore | null;
    const earlier = before?.review ?? null;
    if (earlier) {
      const { reviewedAt, expected, ...rest } = earlier;
      await tx.traceReview.update({
        where: key,
        data: {
          ...rest,
          expected: expected === null ? Prisma.DbNull : json(expected),
          reviewedAt: new Date(reviewedAt),
          before: Prisma.DbNull,
        },
      });
    } else await tx.traceReview.delete({ where: key });
    if (before?.outcome) {
      await setOutcome(tx, projectId, traceId, before.outcome);
    }
    await recordEvent(tx, actor, {
      type: "trace.review_undone",
      subject: { type: "trace", id: traceId },
      data: { verdict: now.verdict, back: earlier?.verdict ?? null },
    });
    return tx.traceReview.findUnique({ where: key, include: withCategory });
  });
  return { review: row && toReview(row) };
}
