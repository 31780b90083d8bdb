import { z } from "zod";
import { Email, Person } from "@/lib/auth/contract";
import { Timestamp } from "@/lib/http/contract";

/**
 * How far somebody who was asked by name is. `stale`: approved another content, or before the evidence was
 * loosened; `own_version`, `not_a_reviewer` and `left`: their decision would not count any more.
 */
export const ReviewerState = z.enum([
  "waiting",
  "approved",
  "changes_requested",
  "stale",
  "own_version",
  "not_a_reviewer",
  "left",
]);
export type ReviewerState = z.infer<typeof ReviewerState>;

export const NamedReviewer = z
  .object({ person: Person, state: ReviewerState, namedBy: Person, namedAt: Timestamp })
  .meta({ id: "NamedReviewer" });
export type NamedReviewer = z.infer<typeof NamedReviewer>;

/** E-mail addresses of members who may review and did not write the version. */
export const ReviewerEmails = z.array(Email).max(20, "Name at most 20 people.");

export const NameReviewers = z
  .strictObject({ reviewers: ReviewerEmails })
  .meta({ id: "NameReviewers" });
export type NameReviewers = z.infer<typeof NameReviewers>;
