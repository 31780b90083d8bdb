import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, notFound } from "@/lib/http/app-error";
import { isUuid } from "@/lib/http/id-or-number";
import { announceReview, reviewEvent } from "@/lib/reviews/announce-review";
import { loadReview, lockReview } from "@/lib/reviews/load-review";
import type { ReviewComment, WriteComment } from "./comment-contract";
import { loadPlace } from "./load-place";
import { toComment } from "./to-comment";

const MOST = 1000;
/** Comments on a line, answers in a thread, or speaks about the whole. Closed reviews can still be talked about. */
export async function writeComment(
  actor: Actor,
  id: string,
  input: WriteComment,
): Promise<ReviewComment> {
  authorize(actor, { scope: "reviews:write", role: "editor" });
  const place = input.parentId ? null : await loadPlace(actor, id, input);
  return db.$transaction(async (tx) => {
    const review = await lockReview(tx, actor, id);
    if ((await tx.reviewComment.count({ where: { reviewId: review.id } })) >= MOST) {
      throw new AppError("conflict", `A review has at most ${MOST} comments.`);
    }
    const parent = input.parentId
      ? await tx.reviewComment.findFirst({ where: { id: input.parentId, reviewId: review.id } })
      : null;
    const at = parent ?? place;
    if (!at) throw notFound("The comment that this answers");
    const created = await tx.reviewComment.create({
      data: {
        reviewId: review.id,
        parentId: parent?.parentId ?? parent?.id ?? null,
        version: at.version,
        part: at.part,
        side: at.side,
        line: at.line,
        lineCount: at.lineCount,
        baseVersion: at.baseVersion,
        body: input.body,
        suggestion: input.suggestion ?? null,
        authorId: actor.userId,
        authorName: actor.name,
      },
    });
    await tx.review.update({ where: { id: review.id }, data: { updatedAt: new Date() } });
    await announceReview(tx, actor, review, "review.commented", { text: input.body });
    const { part, line } = created;
    const data = { comment: created.id, part, line, text: input.body.slice(0, 500) };
    await recordEvent(tx, actor, reviewEvent(review, "review.commented", data));
    return toComment(created);
  });
}

/** Marks a thread as resolved, or opens it again. Everybody who may comment may do both. */
export async function setResolved(
  actor: Actor,
  { id, comment: commentId }: { id: string; comment: string },
  isResolved: boolean,
): Promise<ReviewComment> {
  authorize(actor, { scope: "reviews:write", role: "editor" });
  return db.$transaction(async (tx) => {
    const review = await lockReview(tx, actor, id);
    const comment = isUuid(commentId)
      ? await tx.reviewComment.findFirst({ where: { id: commentId, reviewId: review.id } })
      : null;
    if (!comment || comment.parentId) throw notFound("This thread");
    if ((comment.resolvedAt !== null) === isResolved) return toComment(comment);
    const changed = await tx.reviewComment.update({
      where: { id: comment.id },
      data: {
        resolvedAt: isResolved ? new Date() : null,
        resolvedById: isResolved ? actor.userId : null,
      },
    });
    const type = isResolved ? "review.thread_resolved" : "review.thread_reopened";
    const { part, line } = comment;
    await recordEvent(tx, actor, reviewEvent(review, type, { comment: comment.id, part, line }));
    return toComment(changed);
  });
}

export async function findComment(actor: Actor, id: string, commentId: string) {
  const review = await loadReview(actor, id);
  const comment = isUuid(commentId)
    ? await db.reviewComment.findFirst({ where: { id: commentId, reviewId: review.id } })
    : null;
  if (!comment) throw notFound("This comment");
  return { review, comment };
}
