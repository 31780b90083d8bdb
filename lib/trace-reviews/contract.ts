import { z } from "zod";
import { Expected } from "@/lib/eval-sets/case-content";
import { defineRoute, Json, listOf, ProjectParams, Timestamp } from "@/lib/http/contract";
import { EscalationRule } from "@/lib/trace-reviews/detectors/escalation-rule";
import { Finding } from "@/lib/trace-reviews/detectors/finding";
import { RequestOutcome } from "@/lib/traces/filter-contract";
import { ReviewRule } from "./review-rule";

const base = "/api/v1/projects/{project}" as const;
const read = { scope: "traces:read" } as const;

const write = { scope: "evals:write", reads: "traces:read", role: "editor" } as const;

export const TraceParams = ProjectParams.extend({ id: z.string().min(1).max(200) });

export const CategoryParams = ProjectParams.extend({ category: z.uuid() });

export const Week = z
  .string()
  .regex(/^\d{4}-W\d{2}$/, "Write a week such as 2026-W47.")
  .meta({ description: "ISO 8601 week" });

export const TraceVerdict = z.enum(["fine", "failure", "unclear", "skipped"]);
export type TraceVerdict = z.infer<typeof TraceVerdict>;

const Category = z.object({ id: z.string(), name: z.string() });

export const TraceReview = z
  .object({
    traceId: z.string(),
    verdict: TraceVerdict,
    category: Category.nullable(),
    /** The right answer, when the person said so. */
    expected: Json,
    note: z.string(),
    /** The queue's rule that picked it; `open`: reviewed without the queue. */
    rule: z.string(),
    reviewedBy: z.string(),
    reviewedAt: Timestamp,
  })
  .meta({ id: "TraceReview" });
export type TraceReview = z.infer<typeof TraceReview>;

export const QueueItem = z.object({
  traceId: z.string(),
  rule: z.string(),
  /** Follows "in the queue because it". */
  reason: z.string(),
  startedAt: Timestamp,
  prompt: z.string().nullable(),
  version: z.int().nullable(),
  /** Who looks at it right now, when it is somebody else. */
  heldBy: z.string().nullable(),
  verdict: TraceVerdict.nullable(),
  reviewedBy: z.string().nullable(),
  reviewedAt: Timestamp.nullable(),
});
export type QueueItem = z.infer<typeof QueueItem>;

export const ReviewQueue = z
  .object({
    week: Week,
    from: Timestamp,
    to: Timestamp,
    isCurrent: z.boolean(),
    target: z.int(),
    /** Verdicts of the week, whether the queue or a person picked the trace. */
    counts: z.object({ fine: z.int(), failure: z.int(), unclear: z.int(), skipped: z.int() }),
    /** Median time between two verdicts of one person this week; null before there are any. */
    secondsEach: z.number().nullable(),
    /** Reviewed ones first, the latest last; then by rule, then at random. At most 500. */
    data: z.array(QueueItem),
  })
  .meta({ id: "ReviewQueue" });
export type ReviewQueue = z.infer<typeof ReviewQueue>;

export const AlikeGroup = z.object({
  /** Words that its requests share. */
  terms: z.array(z.string()),
  traceIds: z.array(z.string()),
});
export type AlikeGroup = z.infer<typeof AlikeGroup>;

export const ReviewSheet = z
  .object({
    traceId: z.string(),
    queue: z
      .object({ week: Week, rule: z.string(), reason: z.string(), heldBy: z.string().nullable() })
      .nullable(),
    review: TraceReview.nullable(),
    /** Hints, never verdicts. */
    findings: z.array(Finding),
  })
  .meta({ id: "ReviewSheet" });
export type ReviewSheet = z.infer<typeof ReviewSheet>;

const Note = z.string().trim().max(4_000, "At most 4,000 characters.");

const verdictShape = {
  verdict: TraceVerdict,
  /** A failure category's id: needed with the verdict `failure`, refused with any other. */
  category: z.uuid().nullish(),
  note: Note.default(""),
  /** Says how the request ended, when the person knows better than the application. */
  outcome: RequestOutcome.optional(),
};

const onlyFailures = {
  error: "Only a failure has a failure category.",
  path: ["category"],
};

export const SaveReview = z
  .strictObject({
    ...verdictShape,
    expected: Expected.optional(),
    /** `reviewedAt` of the verdict that was seen, null for none: when another person was faster the answer is 409. */
    since: Timestamp.nullish(),
  })
  .refine(({ verdict, category }) => !category || verdict === "failure", onlyFailures);
export type SaveReview = z.input<typeof SaveReview>;

export const SaveReviews = z
  .strictObject({
    ...verdictShape,
    traceIds: z.array(z.string().min(1).max(200)).min(1, "Name at least one trace.").max(200),
  })
  .refine(({ verdict, category }) => !category || verdict === "failure", onlyFailures);
export type SaveReviews = z.input<typeof SaveReviews>;

/** A verdict that was given on many traces, by the moment it was given. */
export const UndoReviews = z.strictObject({
  traceIds: z.array(z.string().min(1).max(200)).min(1, "Name at least one trace.").max(200),
  /** As the answer to the verdict said; a newer verdict stays. */
  reviewedAt: Timestamp,
});
export type UndoReviews = z.infer<typeof UndoReviews>;

export const ReviewSettings = z
  .object({
    target: z.int(),
    rules: z.array(ReviewRule),
    escalation: EscalationRule,
  })
  .meta({ id: "ReviewSettings" });
export type ReviewSettings = z.infer<typeof ReviewSettings>;

export const UpdateReviewSettings = z.strictObject({
  target: z.int().min(0).max(500, "At most 500 a week.").optional(),
  rules: z.array(ReviewRule).max(20).optional(),
  escalation: EscalationRule.optional(),
});
export type UpdateReviewSettings = z.infer<typeof UpdateReviewSettings>;

/** How a failure category fared; weeks oldest first, with the verdicts given in them. */
export const CategoryTrend = z.object({
  category: Category.extend({ state: z.enum(["open", "fixed", "regressed"]) }),
  weeks: z.array(z.object({ week: Week, traces: z.int() })),
});
export type CategoryTrend = z.infer<typeof CategoryTrend>;

export const getReviewQueueRoute = defineRoute({
  method: "GET",
  path: `${base}/trace-queue`,
  summary:
    "The week's queue of traces to review; the current week's takes in new traces as it is read",
  access: read,
  params: ProjectParams,
  query: z.object({ week: Week.optional(), rule: z.string().max(40).optional() }),
  response: ReviewQueue,
});

export const getReviewSheetRoute = defineRoute({
  method: "GET",
  path: `${base}/traces/{id}/review`,
  summary: "Why a trace is in the queue, what detectors say, and the verdict so far",
  access: read,
  params: TraceParams,
  response: ReviewSheet,
});

export const saveReviewRoute = defineRoute({
  method: "PUT",
  path: `${base}/traces/{id}/review`,
  summary: "Give a verdict on a trace",
  access: write,
  params: TraceParams,
  body: SaveReview,
  response: TraceReview,
});

export const undoReviewRoute = defineRoute({
  method: "DELETE",
  path: `${base}/traces/{id}/review`,
  summary: "Take the latest verdict on a trace back, with the outcome that it set",
  access: write,
  params: TraceParams,
  response: z.object({ review: TraceReview.nullable() }),
});

export const holdTraceRoute = defineRoute({
  method: "POST",
  path: `${base}/traces/{id}/holds`,
  summary: "Keep a trace of the queue for three minutes; 409 names the person who has it",
  access: write,
  params: TraceParams,
  response: z.object({ heldUntil: Timestamp.nullable() }),
});

export const saveReviewsRoute = defineRoute({
  method: "POST",
  path: `${base}/trace-reviews`,
  summary: "Give one verdict on many traces, for example a group that looks alike",
  access: write,
  params: ProjectParams,
  body: SaveReviews,
  response: z.object({ reviewed: z.int(), reviewedAt: Timestamp, unknown: z.array(z.string()) }),
});

export const undoReviewsRoute = defineRoute({
  method: "POST",
  path: `${base}/trace-review-undos`,
  summary: "Take one verdict on many traces back, with the outcomes that it set",
  access: write,
  params: ProjectParams,
  body: UndoReviews,
  response: z.object({
    undone: z.array(z.string()),
    /** Reviewed anew since, or by somebody else. */
    left: z.array(z.string()),
  }),
});

export const listAlikeGroupsRoute = defineRoute({
  method: "GET",
  path: `${base}/trace-groups`,
  summary: "Groups of failing traces without a verdict that look alike",
  access: read,
  params: ProjectParams,
  response: listOf(AlikeGroup),
});

export const getReviewSettingsRoute = defineRoute({
  method: "GET",
  path: `${base}/review-settings`,
  summary: "The weekly target, the rules of the queue and what calls for a person",
  access: read,
  params: ProjectParams,
  response: ReviewSettings,
});

export const editReviewSettingsRoute = defineRoute({
  method: "PATCH",
  path: `${base}/review-settings`,
  summary: "Change the weekly target, the rules of the queue or what calls for a person",
  access: write,
  params: ProjectParams,
  body: UpdateReviewSettings,
  response: ReviewSettings,
});

export const listCategoryTrendsRoute = defineRoute({
  method: "GET",
  path: `${base}/failure-categories/trends`,
  summary: "How many traces each failure category was given, by week",
  access: read,
  params: ProjectParams,
  query: z.object({ weeks: z.coerce.number().int().min(1).max(26).default(6) }),
  response: listOf(CategoryTrend),
});
