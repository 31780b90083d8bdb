import { z } from "zod";
import { defineRoute, listOf, ProjectParams, Timestamp } from "@/lib/http/contract";
import { ScorerSpec } from "@/lib/scorers/contract";

const base = "/api/v1/projects/{project}/online-scorers" as const;
const read = { scope: "traces:read" } as const;
const write = { scope: "evals:write", reads: "traces:read", role: "editor" } as const;

const Name = z.string().trim().min(1, "Give the scorer a name.").max(60, "At most 60 characters.");
const Share = z.number().gt(0, "More than 0.").max(1, "At most 1: all traces.");
const Budget = z
  .number()
  .gt(0, "More than 0.")
  .max(10_000, "At most 10,000 dollars a day.")
  .nullable();

export const OnlineScorerParams = ProjectParams.extend({ scorer: z.uuid() });

const settings = {
  name: Name,
  scorer: ScorerSpec,
  /** Only traces of this prompt, or of this environment; null: any. */
  prompt: z.string().max(120).nullable().default(null),
  environment: z.string().max(120).nullable().default(null),
  /** Share of traces, 0 to 1, chosen by a hash of the trace's id. */
  share: Share.default(0.1),
  /** US dollars that judging may cost in one UTC day; null: no cap. */
  dailyBudgetUsd: Budget.default(null),
};

export const CreateOnlineScorer = z.strictObject(settings);
export type CreateOnlineScorer = z.input<typeof CreateOnlineScorer>;

export const UpdateOnlineScorer = z.strictObject({
  name: Name.optional(),
  scorer: ScorerSpec.optional(),
  prompt: z.string().max(120).nullable().optional(),
  environment: z.string().max(120).nullable().optional(),
  share: Share.optional(),
  dailyBudgetUsd: Budget.optional(),
  /** Only after a dry run of these very settings. */
  isEnabled: z.boolean().optional(),
});
export type UpdateOnlineScorer = z.input<typeof UpdateOnlineScorer>;

/** What the scorer said of recent traces; nothing of it is stored as a score. */
export const DryRun = z.object({
  at: Timestamp,
  traces: z.int(),
  passed: z.int(),
  failed: z.int(),
  /** The scorer could not say: it needs something that traces do not have, or it failed. */
  unknown: z.int(),
  /** null: the price of the judge's model is not known. */
  costUsd: z.number().nullable(),
  data: z.array(
    z.object({
      traceId: z.string(),
      value: z.number().nullable(),
      passed: z.boolean().nullable(),
      reason: z.string(),
    }),
  ),
});
export type DryRun = z.infer<typeof DryRun>;

export const OnlineScorer = z
  .object({
    id: z.string(),
    name: z.string(),
    scorer: ScorerSpec,
    prompt: z.string().nullable(),
    environment: z.string().nullable(),
    share: z.number(),
    dailyBudgetUsd: z.number().nullable(),
    isEnabled: z.boolean(),
    /** A model judges. Its scores are shown; before it is calibrated against people they count nowhere. */
    isJudge: z.boolean(),
    calibration: z.enum(["not_needed", "uncalibrated", "stale", "calibrated"]),
    counts: z.boolean(),
    /** Of the settings as they are now; null: changed since, or never made. */
    dryRun: DryRun.nullable(),
    today: z.object({
      scored: z.int(),
      passed: z.int(),
      failed: z.int(),
      unknown: z.int(),
      costUsd: z.number(),
      isBudgetSpent: z.boolean(),
    }),
    createdBy: z.string(),
    createdAt: Timestamp,
  })
  .meta({ id: "OnlineScorer" });
export type OnlineScorer = z.infer<typeof OnlineScorer>;

export const TraceScore = z.object({
  scorer: z.string(),
  value: z.number().nullable(),
  /** null: the scorer could not say. */
  passed: z.boolean().nullable(),
  reason: z.string(),
  costUsd: z.number().nullable(),
  isJudge: z.boolean(),
  /** An uncalibrated judge's word is shown and does not count. */
  counts: z.boolean(),
  scoredAt: Timestamp,
});
export type TraceScore = z.infer<typeof TraceScore>;

export const listOnlineScorersRoute = defineRoute({
  method: "GET",
  path: base,
  summary: "Scorers that judge a share of new traces",
  access: read,
  params: ProjectParams,
  response: listOf(OnlineScorer),
});

export const createOnlineScorerRoute = defineRoute({
  method: "POST",
  path: base,
  summary: "Choose a scorer for new traces; it starts after a dry run",
  access: write,
  params: ProjectParams,
  body: CreateOnlineScorer,
  status: 201,
  response: OnlineScorer,
});

export const getOnlineScorerRoute = defineRoute({
  method: "GET",
  path: `${base}/{scorer}`,
  summary: "One online scorer",
  access: read,
  params: OnlineScorerParams,
  response: OnlineScorer,
});

export const editOnlineScorerRoute = defineRoute({
  method: "PATCH",
  path: `${base}/{scorer}`,
  summary:
    "Change an online scorer, or switch it on or off; other settings switch it off until the next dry run",
  access: write,
  params: OnlineScorerParams,
  body: UpdateOnlineScorer,
  response: OnlineScorer,
});

export const removeOnlineScorerRoute = defineRoute({
  method: "DELETE",
  path: `${base}/{scorer}`,
  summary: "Stop an online scorer for good; its scores stay with their traces",
  access: write,
  params: OnlineScorerParams,
  status: 204,
});

export const dryRunOnlineScorerRoute = defineRoute({
  method: "POST",
  path: `${base}/{scorer}/dry-runs`,
  summary: "Ask the scorer about the 20 newest traces without storing a score",
  access: write,
  params: OnlineScorerParams,
  response: OnlineScorer,
});

export const listTraceScoresRoute = defineRoute({
  method: "GET",
  path: "/api/v1/projects/{project}/traces/{id}/scores",
  summary: "What online scorers said of a trace",
  access: read,
  params: ProjectParams.extend({ id: z.string().min(1).max(200) }),
  response: listOf(TraceScore),
});
