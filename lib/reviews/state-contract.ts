import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { Timestamp } from "@/lib/http/contract";

export const ReviewState = z.enum(["open", "approved", "changes_requested", "released", "closed"]);
export type ReviewState = z.infer<typeof ReviewState>;

/** `release`: as the release was decided on; `not_kept`: it was made before that was written down. */
export const GatesAsOf = z.enum(["now", "release", "not_kept"]);
export type GatesAsOf = z.infer<typeof GatesAsOf>;

/**
 * Why a decision does or does not count. `stale`: made on another content, or on evidence that was loosened
 * since.
 */
export const DecisionStanding = z.enum([
  "counts",
  "stale",
  "lifted",
  "own_version",
  "not_a_reviewer",
]);
export type DecisionStanding = z.infer<typeof DecisionStanding>;

export const ReviewDecision = z
  .object({
    id: z.string(),
    kind: z.enum(["approval", "change_request"]),
    by: Person,
    version: z.int(),
    contentHash: z.string(),
    body: z.string(),
    at: Timestamp,
    liftedAt: Timestamp.nullable(),
    standing: DecisionStanding,
    /** Of another content than the version under review, or on evidence that was loosened since. */
    isStale: z.boolean(),
    /** Of an approval where no must criterion asked for a measurement: the words for it, or none. */
    nothingMeasured: z.string().nullable(),
    /** What was loosened since, in sentences. */
    loosened: z.array(z.string()),
  })
  .meta({ id: "ReviewDecision" });
export type ReviewDecision = z.infer<typeof ReviewDecision>;

export const ReviewTurn = z
  .object({
    who: z.enum(["author", "reviewers", "releasers", "admins", "nobody"]),
    people: z.array(Person),
    /** What they are to do, as in “look at v8 again”; how it ended when it is nobody's turn. */
    todo: z.string(),
    isYours: z.boolean(),
  })
  .meta({ id: "ReviewTurn" });
export type ReviewTurn = z.infer<typeof ReviewTurn>;
