import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { announce } from "@/lib/notifications/announce";
import type { AnnouncementType } from "@/lib/notifications/contract";
import { listPeople, mayReview } from "./load-review";
import type { ReviewRow } from "./review-row";

interface Details {
  text?: string | undefined;
  /** Names of those whom it is about. */
  people?: readonly string[];
  /** Only these are told. */
  to?: readonly (string | null)[];
}

/** Tells the people of a review: its reviewers when they are asked, else whoever took part. */
export async function announceReview(
  tx: Tx,
  actor: Actor,
  review: ReviewRow,
  type: AnnouncementType,
  { text, people = [], to }: Details = {},
): Promise<void> {
  const commenters = await tx.reviewComment.findMany({
    where: { reviewId: review.id, authorId: { not: null } },
    distinct: ["authorId"],
    select: { authorId: true },
  });
  const participants = [
    review.requestedById,
    review.version.authorId,
    ...review.decisions.map(({ userId }) => userId),
    ...commenters.map(({ authorId }) => authorId),
  ];
  const asks =
    type === "review.requested" || type === "review.updated" || type === "review.reopened";
  const reviewers = asks ? await listReviewers(tx, review) : [];
  await announce(tx, actor, {
    type,
    to: to ?? [...reviewers, ...participants],
    data: {
      path: `reviews/${review.number}`,
      prompt: review.prompt.name,
      version: review.version.number,
      environment: review.environment.name,
      number: review.number,
      title: review.title,
      ...(text ? { text: text.slice(0, 500) } : {}),
      ...(people.length > 0 ? { people: [...people] } : {}),
    },
  });
}

/** Those who were asked by name, or else everybody who may review. */
async function listReviewers(tx: Tx, { projectId, reviewers }: ReviewRow): Promise<string[]> {
  if (reviewers.length > 0) return reviewers.map(({ userId }) => userId);
  return (await listPeople(projectId, tx)).filter(mayReview).map(({ id }) => id);
}

/** The part of an event that every change of a review has. */
export function reviewEvent(review: ReviewRow, type: string, data: object = {}) {
  return {
    type,
    subject: { type: "review", id: review.id },
    data: {
      review: review.number,
      prompt: review.prompt.name,
      version: review.version.number,
      environment: review.environment.name,
      ...data,
    },
  };
}
