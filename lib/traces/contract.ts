import { z } from "zod";
import { defineRoute, listOf, ProjectParams, Timestamp } from "@/lib/http/contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { RequestOutcome, StepKind, TraceFilters, TraceListQuery } from "./filter-contract";

/** It is JSON already, parsed from text: to walk it once more would cost more than all other checks. */
const Json = z.unknown() as z.ZodType<JsonValue>;
/** A person's verdict, as lists show it. */
const ReviewMark = z.object({
  verdict: z.string(),
  category: z.string().nullable(),
  reviewedBy: z.string(),
  reviewedAt: Timestamp,
});

/**
 * A trace in a list. Totals count tokens that a parent repeats from its children once; null is not known.
 * `costUsd` is null as soon as one call's cost is not known. `firstTokenMs` is from the start of the trace to
 * the first token of the call that answered last. `input` and `output` are absent with `content=preview`.
 */
export const Trace = z
  .object({
    id: z.string(),
    name: z.string(),
    source: z.enum(["rest", "otlp"]),
    startedAt: Timestamp,
    endedAt: Timestamp,
    receivedAt: Timestamp,
    updatedAt: Timestamp,
    environment: z.string().nullable(),
    prompt: z.string().nullable(),
    version: z.int().nullable(),
    arm: z.string().nullable(),
    unit: z.string().nullable(),
    userId: z.string().nullable(),
    sessionId: z.string().nullable(),
    outcome: RequestOutcome.nullable(),
    outcomeFrom: z.enum(["trace", "feedback", "review"]).nullable(),
    outcomeAt: Timestamp.nullable(),
    error: z.string().nullable(),
    attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    language: z.string(),
    inputLength: z.int(),
    inputPreview: z.string(),
    outputPreview: z.string(),
    input: Json.optional(),
    output: Json.optional(),
    model: z.string().nullable(),
    inputTokens: z.int().nullable(),
    cachedInputTokens: z.int().nullable(),
    outputTokens: z.int().nullable(),
    costUsd: z.number().nullable(),
    latencyMs: z.int(),
    firstTokenMs: z.int().nullable(),
    retries: z.int(),
    toolCalls: z.int(),
    errors: z.int(),
    stepCount: z.int(),
    /** Names of the segments it is in. */
    segments: z.array(z.string()),
    review: ReviewMark.nullable(),
  })
  .meta({ id: "Trace" });
export type Trace = z.infer<typeof Trace>;

export const TraceStep = z
  .object({
    id: z.string(),
    parentId: z.string().nullable(),
    kind: StepKind,
    name: z.string(),
    startedAt: Timestamp,
    endedAt: Timestamp,
    latencyMs: z.int(),
    provider: z.string().nullable(),
    model: z.string().nullable(),
    inputTokens: z.int().nullable(),
    cachedInputTokens: z.int().nullable(),
    cacheWriteTokens: z.int().nullable(),
    outputTokens: z.int().nullable(),
    costUsd: z.number().nullable(),
    firstTokenMs: z.int().nullable(),
    finishReason: z.string().nullable(),
    retries: z.int(),
    input: Json,
    output: Json,
    error: z.string().nullable(),
    attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: "TraceStep" });
export type TraceStep = z.infer<typeof TraceStep>;

export const TraceFeedback = z.object({
  id: z.string(),
  outcome: RequestOutcome.nullable(),
  score: z.number().nullable(),
  comment: z.string().nullable(),
  by: z.string(),
  at: Timestamp,
});
export type TraceFeedback = z.infer<typeof TraceFeedback>;

/** One trace with its steps in their order of time, and what came later. */
export const TraceDetail = Trace.extend({
  input: Json,
  output: Json,
  /** At most `MAX_STEPS_SHOWN`, the earliest; `stepCount` says how many there are. */
  steps: z.array(TraceStep),
  feedback: z.array(TraceFeedback),
  scores: z.array(
    z.object({
      scorer: z.string(),
      value: z.number().nullable(),
      passed: z.boolean().nullable(),
      reason: z.string(),
      scoredAt: Timestamp,
    }),
  ),
  /** Who said how it ended, categorised it, made a case of it: the parts of what came later. Cases by id, never their content. */
  cases: z.array(
    z.object({ evalSet: z.string(), caseId: z.string(), by: z.string(), at: Timestamp }),
  ),
}).meta({ id: "TraceDetail" });
export type TraceDetail = z.infer<typeof TraceDetail>;

export const MAX_STEPS_SHOWN = 2_000;

/** With fewer similar traces a standing says nothing. */
export const LEAST_SIMILAR = 20;

/**
 * Where a trace stands among like ones: the newest, at most 1,000, of the same prompt, version and
 * environment without an error, up to seven days before it. A trace with an error has no place among them.
 * `below` is the share of them with a smaller figure, ties by half;
 * null with fewer than `LEAST_SIMILAR` of them that have the figure.
 */
export const TraceStanding = z.object({
  like: z.object({
    prompt: z.string().nullable(),
    version: z.int().nullable(),
    environment: z.string().nullable(),
    from: Timestamp,
    to: Timestamp,
    n: z.int(),
  }),
  measures: z.array(
    z.object({
      measure: z.enum(["latencyMs", "firstTokenMs", "inputTokens", "outputTokens", "costUsd"]),
      value: z.number().nullable(),
      n: z.int(),
      p5: z.number().nullable(),
      p50: z.number().nullable(),
      p95: z.number().nullable(),
      below: z.number().nullable(),
    }),
  ),
});
export type TraceStanding = z.infer<typeof TraceStanding>;

export const FeedbackInput = z
  .strictObject({
    outcome: RequestOutcome.optional(),
    score: z.number().min(-1_000_000).max(1_000_000).optional(),
    comment: z.string().trim().min(1).max(4_000).optional(),
  })
  .refine((feedback) => Object.values(feedback).some((value) => value !== undefined), {
    error: "Give an outcome, a score or a comment.",
  });
export type FeedbackInput = z.infer<typeof FeedbackInput>;

/** Deletes what belongs to one unit or one user; traces, steps, feedback, verdicts and scores. */
export const TraceDeletion = z
  .strictObject({
    unit: z.string().min(1).max(500).optional(),
    userId: z.string().min(1).max(500).optional(),
  })
  .refine(({ unit, userId }) => (unit === undefined) !== (userId === undefined), {
    error: "Name either a unit or a user id.",
  });
export type TraceDeletion = z.infer<typeof TraceDeletion>;

/** Counted up to a bound; `isCapped` says that there are more. */
export const TraceCount = z.object({ count: z.int(), isCapped: z.boolean() });
export type TraceCount = z.infer<typeof TraceCount>;

const base = "/api/v1/projects/{project}/traces" as const;
const read = { scope: "traces:read" } as const;

const params = ProjectParams.extend({ id: z.string().min(1).max(200) });

/** To follow live, ask for the first page again: it costs the same however many traces there are. */
export const listTracesRoute = defineRoute({
  method: "GET",
  path: base,
  summary: "Traces, newest first unless sorted otherwise",
  access: read,
  params: ProjectParams,
  query: TraceListQuery,
  response: listOf(Trace),
});

export const countTracesRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/trace-counts",
  summary: "How many traces match, counted up to 10,000",
  access: read,
  params: ProjectParams,
  query: TraceFilters,
  response: TraceCount,
});

export const getTraceRoute = defineRoute({
  method: "GET",
  path: `${base}/{id}`,
  summary: "One trace with its steps and what came later",
  access: read,
  params,
  query: z.object({
    /** `outline` leaves input, output and attributes of the steps out (null, null, {}). */
    steps: z.enum(["whole", "outline"]).default("whole"),
  }),
  response: TraceDetail,
});

export const getTraceStepRoute = defineRoute({
  method: "GET",
  path: `${base}/{id}/steps/{step}`,
  summary: "One step of a trace with everything",
  access: read,
  params: params.extend({ step: z.string().min(1).max(200) }),
  response: TraceStep,
});

export const getTraceStandingRoute = defineRoute({
  method: "GET",
  path: `${base}/{id}/standing`,
  summary: "Where a trace stands among like ones: latency, first token, tokens, cost",
  access: read,
  params,
  response: TraceStanding,
});

export const giveFeedbackRoute = defineRoute({
  method: "POST",
  path: `${base}/{id}/feedback`,
  summary:
    "Tell how a request ended, with a score or a comment, also before its trace comes; a late outcome counts in the metrics",
  access: { scope: "traces:write", role: "editor" },
  params,
  body: FeedbackInput,
  status: 201,
  response: TraceFeedback,
});

export const deleteTracesRoute = defineRoute({
  method: "POST",
  path: "/api/v1/projects/{project}/trace-deletions",
  summary: "Delete all traces of one unit or one user",
  access: { scope: "admin", role: "admin" },
  params: ProjectParams,
  body: TraceDeletion,
  response: z.object({ deleted: z.int() }),
});
