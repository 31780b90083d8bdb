import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { defineRoute, listOf, Page, ProjectParams, Timestamp } from "@/lib/http/contract";
import { PromptName } from "@/lib/prompts/contract";
import { TicketUrl } from "@/lib/prompts/version-contract";
import { ReviewComment, ReviewParams } from "@/lib/reviews/comments/comment-contract";
import {
  EvidenceChangesSince,
  ReviewBase,
  ReviewEvidence,
} from "@/lib/reviews/evidence/evidence-contract";
import { GapPoints } from "@/lib/runs/holdout/gap-contract";
import { Gate } from "@/lib/specs/gates/gate-contract";
import { NamedReviewer, NameReviewers, ReviewerEmails } from "./reviewer-contract";
import { GatesAsOf, ReviewDecision, ReviewState, ReviewTurn } from "./state-contract";

const summary = {
  id: z.string(),
  /** What people call the review; addresses take it as well as the id. */
  number: z.int(),
  title: z.string(),
  prompt: z.string(),
  version: z.int(),
  environment: z.string(),
  state: ReviewState,
  ticketUrl: z.string().nullable(),
  requestedBy: Person,
  author: Person,
  createdAt: Timestamp,
  updatedAt: Timestamp,
  closedAt: Timestamp.nullable(),
  /** Approvals that count. */
  approvals: z.array(ReviewDecision),
  approvalsRequired: z.int(),
  /** Change requests that stand. */
  changeRequests: z.array(ReviewDecision),
  /** People who were asked by name; everybody else who may review still decides as well. */
  reviewers: z.array(NamedReviewer),
  turn: ReviewTurn,
  openThreads: z.int(),
  /** What it ended in, and the release that took it back. */
  release: z
    .object({ number: z.int(), releasedAt: Timestamp, rolledBackBy: z.int().nullable() })
    .nullable(),
};

/** In the list gates come as counts, and only while the review is under way. */
export const ReviewListItem = z
  .object({
    ...summary,
    gates: z
      .object({
        pass: z.int(),
        fail: z.int(),
        inconclusive: z.int(),
        notMeasured: z.int(),
        /** Those that hold up a release there: not passed, and they must. */
        closed: z.int(),
      })
      .nullable(),
  })
  .meta({ id: "ReviewListItem" });
export type ReviewListItem = z.infer<typeof ReviewListItem>;

export const ReviewHistoryEntry = z
  .object({
    seq: z.int(),
    at: Timestamp,
    actor: z.string(),
    /** Done by whoever asks. */
    isYours: z.boolean(),
    type: z.string(),
    version: z.int().nullable(),
    /** Number of the release, where one was made. */
    release: z.int().nullable(),
    text: z.string().nullable(),
  })
  .meta({ id: "ReviewHistoryEntry" });
export type ReviewHistoryEntry = z.infer<typeof ReviewHistoryEntry>;

export const Review = z
  .object({
    ...summary,
    description: z.string(),
    contentHash: z.string(),
    base: ReviewBase,
    /** The newest version after the one under review, when there is one. */
    newerVersion: z.object({ number: z.int(), author: Person, createdAt: Timestamp }).nullable(),
    gates: z.array(Gate),
    gatesAsOf: GatesAsOf,
    /** Gates hold up a release there. */
    requiresGates: z.boolean(),
    decisions: z.array(ReviewDecision),
    comments: z.array(ReviewComment),
    evidence: z.array(ReviewEvidence),
    /** Of criteria, scorers, segments and cases as they are now; give it with an approval of what you looked at. */
    evidenceHash: z.string(),
    /** What of the evidence changed since approvals, newest first. */
    evidenceChanges: z.array(EvidenceChangesSince),
    gap: GapPoints.nullable(),
    history: z.array(ReviewHistoryEntry),
    /** What the asker may do here, and why not. */
    you: z.object({
      mayComment: z.boolean(),
      mayDecide: z.boolean(),
      mayMove: z.boolean(),
      mayNameReviewers: z.boolean(),
      mayRelease: z.boolean(),
      whyNot: z.string().nullable(),
    }),
  })
  .meta({ id: "Review" });
export type Review = z.infer<typeof Review>;

const Words = z.string().trim().max(20_000, "At most 20,000 characters.");

export const RequestReview = z
  .strictObject({
    prompt: PromptName,
    version: z.int().min(1),
    environment: z.string().trim().min(1, "Name an environment.").max(60),
    title: z
      .string()
      .trim()
      .min(1, "Say in a few words what changes.")
      .max(200, "At most 200 characters."),
    description: Words.default(""),
    ticketUrl: TicketUrl.optional(),
    reviewers: ReviewerEmails.default([]),
  })
  .meta({ id: "RequestReview" });
export type RequestReview = z.infer<typeof RequestReview>;
export type RequestReviewInput = z.input<typeof RequestReview>;

export const ListReviews = Page.extend({
  /** `mine`: asked by you or of your version; `yours`: waiting for you; `active` and `done` by state. */
  view: z.enum(["all", "yours", "mine", "active", "waiting", "done"]).default("all"),
  state: ReviewState.optional(),
  prompt: z.string().max(120).optional(),
  environment: z.string().max(60).optional(),
  q: z.string().trim().max(200).optional(),
});
export type ListReviews = z.infer<typeof ListReviews>;

export const MoveReview = z.strictObject({ version: z.int().min(1) });
export type MoveReview = z.infer<typeof MoveReview>;

const base = "/api/v1/projects/{project}/reviews";
const reading = { scope: "prompts:read" } as const;

const writing = { scope: "reviews:write", role: "editor" } as const;
const common = { params: ReviewParams } as const;

export const listReviewsRoute = defineRoute({
  method: "GET",
  path: base,
  summary: "Reviews, newest first",
  access: reading,
  params: ProjectParams,
  query: ListReviews,
  response: listOf(ReviewListItem),
});

export const requestReviewRoute = defineRoute({
  method: "POST",
  path: base,
  summary: "Request a review of a version for an environment",
  access: writing,
  params: ProjectParams,
  body: RequestReview,
  status: 201,
  response: Review,
});

export const countReviewsRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/review-counts",
  summary: "How many reviews are under way, and how many of them wait for you",
  access: reading,
  params: ProjectParams,
  response: z.object({
    active: z.int(),
    yours: z.int(),
    done: z.int(),
    oldestAt: Timestamp.nullable(),
  }),
});

export const getReviewRoute = defineRoute({
  method: "GET",
  path: `${base}/{id}`,
  summary: "One review with gates, evidence, decisions, comments and history; by id or number",
  access: reading,
  ...common,
  response: Review,
});

export const moveReviewRoute = defineRoute({
  method: "POST",
  path: `${base}/{id}/versions`,
  summary: "Put another version under review; approvals of the one before become stale",
  access: writing,
  ...common,
  body: MoveReview,
  status: 201,
  response: Review,
});

export const nameReviewersRoute = defineRoute({
  method: "PUT",
  path: `${base}/{id}/reviewers`,
  summary: "Set the reviewers, replacing those named before",
  access: writing,
  ...common,
  body: NameReviewers,
  response: Review,
});

export const closeReviewRoute = defineRoute({
  method: "POST",
  path: `${base}/{id}/closure`,
  summary: "Close a review without a release",
  access: writing,
  ...common,
  status: 201,
  response: Review,
});

export const reopenReviewRoute = defineRoute({
  method: "DELETE",
  path: `${base}/{id}/closure`,
  summary: "Reopen a closed review",
  access: writing,
  ...common,
  response: Review,
});
