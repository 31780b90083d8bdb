import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import { announceReview, reviewEvent } from "./announce-review";
import type { Review } from "./contract";
import { requireUnderWay } from "./decide-review";
import { keepState, lockReview } from "./load-review";
import { getReview } from "./reads";
import { requireOwner } from "./review-owner";

export async function closeReview(actor: Actor, id: string): Promise<Review> {
  authorize(actor, { scope: "reviews:write", role: "editor" });
  await db.$transaction(async (tx) => {
    const review = await lockReview(tx, actor, id);
    requireUnderWay(review);
    requireOwner(actor, review);
    await tx.review.update({
      where: { id: review.id },
      data: { state: "closed", closedAt: new Date() },
    });
    await announceReview(tx, actor, review, "review.closed");
    await recordEvent(tx, actor, reviewEvent(review, "review.closed"));
  });
  return getReview(actor, id);
}

export async function reopenReview(actor: Actor, id: string): Promise<Review> {
  authorize(actor, { scope: "reviews:write", role: "editor" });
  await db.$transaction(async (tx) => {
    const review = await lockReview(tx, actor, id);
    if (review.state !== "closed") {
      throw new AppError("conflict", `Review ${review.number} is not closed.`);
    }
    requireOwner(actor, review);
    await tx.review.update({ where: { id: review.id }, data: { state: "open", closedAt: null } });
    const after = await keepState(tx, actor, review.id);
    await announceReview(tx, actor, after, "review.reopened");
    await recordEvent(tx, actor, reviewEvent(after, "review.reopened"));
  });
  return getReview(actor, id);
}
