import type { Actor } from "@/lib/auth/actor";
import { hasRole } from "@/lib/auth/authorize";
import { AppError } from "@/lib/http/app-error";
import type { ReviewRow } from "./review-row";

/** Whoever asked, whoever wrote the version, and everybody who reviews. */
export function isOwner(actor: Actor, review: ReviewRow): boolean {
  if (hasRole(actor, "reviewer")) return true;
  if (!actor.userId) return review.requestedById === null;
  return actor.userId === review.requestedById || actor.userId === review.version.authorId;
}

export function requireOwner(actor: Actor, review: ReviewRow): void {
  if (isOwner(actor, review)) return;
  throw new AppError(
    "forbidden",
    "Only whoever asked for the review, the version's author and reviewers may do this.",
  );
}
