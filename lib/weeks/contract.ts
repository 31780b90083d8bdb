import { z } from "zod";
import { Person } from "@/lib/auth/contract";
import { FailureCategoryState } from "@/lib/failure-categories/contract";
import {
  defineRoute,
  limitUpTo,
  listOf,
  Page,
  ProjectParams,
  Timestamp,
} from "@/lib/http/contract";
import { MetricFigure } from "@/lib/metrics/contract";
import { PromptName } from "@/lib/prompts/contract";
import { TicketUrl } from "@/lib/prompts/version-contract";
import { Difference } from "@/lib/runs/compare/comparison-contract";
import { RunStatus } from "@/lib/runs/contract";
import { WEEK_STEPS } from "./week-step";

export const WeekName = z
  .string()
  .regex(/^\d{4}-W\d{2}$/, "Write a week such as 2026-W47.")
  .meta({ description: "ISO 8601 week, from Monday 00:00 UTC" });

export const WeekStepKey = z.enum(WEEK_STEPS).meta({ id: "WeekStepKey" });
export type WeekStepKey = z.infer<typeof WeekStepKey>;

/** What people decided about a step. Absent: as in the week before. `ownerId` null: nobody. */
export const StepDecision = z.strictObject({
  ownerId: z.uuid().nullable().optional(),
  target: z.int().min(1, "At least 1.").max(10_000).optional(),
});
export type StepDecision = z.infer<typeof StepDecision>;

export const StepDecisions = z.partialRecord(WeekStepKey, StepDecision);
export type StepDecisions = z.infer<typeof StepDecisions>;

const Statement = z
  .string()
  .trim()
  .min(1, "Say what shall be different afterwards, so that it can be measured.")
  .max(400, "At most 400 characters.");

/** The one behaviour change of a week, by names and numbers as people write them. */
export const ChooseChange = z.strictObject({
  statement: Statement,
  /** A failure category's id. */
  categoryId: z.uuid().nullish(),
  /** A segment's name. */
  segment: z.string().max(60).nullish(),
  prompt: PromptName.nullish(),
  /** A review's number. */
  review: z.int().min(1).nullish(),
  ticketUrl: TicketUrl.nullish(),
});
export type ChooseChange = z.infer<typeof ChooseChange>;

/** As it is stored. */
export const StoredChange = z.object({
  statement: z.string(),
  failureCategoryId: z.string().nullable(),
  segmentId: z.string().nullable(),
  prompt: z.string().nullable(),
  reviewId: z.string().nullable(),
  ticketUrl: z.string().nullable(),
  chosenAt: Timestamp,
  chosenBy: z.string(),
});
export type StoredChange = z.infer<typeof StoredChange>;

export const WeekChange = z.object({
  statement: z.string(),
  category: z.object({ id: z.string(), name: z.string() }).nullable(),
  segment: z.string().nullable(),
  prompt: z.string().nullable(),
  review: z.object({ number: z.int(), title: z.string() }).nullable(),
  ticketUrl: z.string().nullable(),
  chosenAt: Timestamp,
  chosenBy: z.string(),
});
export type WeekChange = z.infer<typeof WeekChange>;

const Named = z.object({ name: z.string(), n: z.int() });

export const ReviewNumbers = z.object({
  /** Verdicts of the week without the skipped ones. */
  reviewed: z.int(),
  fine: z.int(),
  failures: z.int(),
  unclear: z.int(),
  skipped: z.int(),
  /** How many each rule of the queue picked; `open`: reviewed without the queue. */
  rules: z.array(Named),
  feedback: z.int(),
});

export const CategoryRow = z.object({
  id: z.string(),
  name: z.string(),
  state: FailureCategoryState,
  /** Its first verdict ever was given in this week. */
  isNew: z.boolean(),
  now: z.int(),
  /** In the same part of the week before; null: no trace was reviewed in it. */
  before: z.int().nullable(),
  /** Eight weeks, this one last; null: no trace was reviewed in that week. */
  weeks: z.array(z.int().nullable()),
});
export type CategoryRow = z.infer<typeof CategoryRow>;

export const CategoryNumbers = z.object({
  /** Traces reviewed in each of the eight weeks: the counts of categories are of these. */
  reviewed: z.array(z.int()).default([]),
  /** Traces reviewed in the same part of the week before. */
  reviewedBefore: z.int().default(0),
  failures: z.int(),
  categorised: z.int(),
  rows: z.array(CategoryRow),
});

export const CaseNumbers = z.object({
  made: z.int(),
  development: z.int(),
  holdout: z.int(),
  sets: z.array(z.string()),
  people: z.array(Named),
});

export const OptionRun = z.object({
  run: z.int(),
  /** null: a draft. */
  version: z.int().nullable(),
  prompt: z.string(),
  status: RunStatus,
  total: z.int(),
  done: z.int(),
  costUsd: z.number().nullable(),
  /** Of the pass rate, against the version that is live in production; null while it cannot be said. */
  difference: Difference.nullable(),
  baseline: z.object({ run: z.int(), version: z.int() }).nullable(),
});
export type OptionRun = z.infer<typeof OptionRun>;

export const ShippedRelease = z.object({
  number: z.int(),
  prompt: z.string(),
  version: z.int(),
  environment: z.string(),
  at: Timestamp,
  by: z.string(),
  isRollback: z.boolean(),
  /** The release that took this one back, and when. */
  takenBack: z.object({ number: z.int(), at: Timestamp }).nullable(),
});
export type ShippedRelease = z.infer<typeof ShippedRelease>;

export const WaitingReview = z.object({
  number: z.int(),
  title: z.string(),
  prompt: z.string(),
  version: z.int(),
  state: z.string(),
  /** People whose turn it is, and what they are to do. */
  people: z.array(z.string()),
  todo: z.string(),
  closedGates: z.int(),
});
export type WaitingReview = z.infer<typeof WaitingReview>;

export const MonitorNumbers = z.object({
  alerts: z.int(),
  breached: z.array(z.string()),
  noData: z.array(z.string()),
  /** Hours since the newest release of the week that stands; null: there is none. */
  hours: z.number().nullable(),
});

/** A metric of production against the same part of the week before; `segment` null: all traces. */
export const MovedRow = z.object({ segment: z.string().nullable(), ...MetricFigure.shape });
export type MovedRow = z.infer<typeof MovedRow>;

const Period = z.object({ from: Timestamp, to: Timestamp });

export const MovedNumbers = z.object({
  environment: z.string(),
  ...Period.shape,
  before: Period,
  n: z.int(),
  rows: z.array(MovedRow),
});

/** Everything that is counted of a week; frozen when it ends. */
export const WeekNumbers = z
  .object({
    asOf: Timestamp,
    review: ReviewNumbers,
    categories: CategoryNumbers,
    cases: CaseNumbers,
    options: z.array(OptionRun),
    releases: z.array(ShippedRelease),
    reviews: z.array(WaitingReview),
    monitor: MonitorNumbers,
    moved: MovedNumbers,
  })
  .meta({ id: "WeekNumbers" });
export type WeekNumbers = z.infer<typeof WeekNumbers>;

export const StepAction = z.object({
  label: z.string(),
  /** Below the project; null: chosen on the page of the week itself. */
  path: z.string().nullable(),
});
export type StepAction = z.infer<typeof StepAction>;

export const WeekStep = z.object({
  key: WeekStepKey,
  title: z.string(),
  /** What happened so far, with its numbers. */
  what: z.string(),
  owner: Person.nullable(),
  done: z.number(),
  target: z.number(),
  /** Follows the number: `traces`, `of 24 h`. */
  unit: z.string(),
  /** Stands beside it: `3 left`, `target met`. */
  note: z.string(),
  state: z.enum(["done", "under_way", "open"]),
  /** The first that is not done. */
  isCurrent: z.boolean(),
  /** Somebody may set another target; otherwise it follows from what happened. */
  hasOwnTarget: z.boolean(),
  action: StepAction,
});
export type WeekStep = z.infer<typeof WeekStep>;

export const Week = z
  .object({
    week: WeekName,
    title: z.string(),
    from: Timestamp,
    to: Timestamp,
    isCurrent: z.boolean(),
    /** When its numbers were frozen; null: they are read as they are now. */
    frozenAt: Timestamp.nullable(),
    lead: Person.nullable(),
    steps: z.array(WeekStep),
    change: WeekChange.nullable(),
    numbers: WeekNumbers,
    /** Markdown: as somebody edited it, else made of the numbers. */
    summary: z.string(),
    isSummaryEdited: z.boolean(),
    previous: WeekName.nullable(),
    next: WeekName.nullable(),
  })
  .meta({ id: "Week" });
export type Week = z.infer<typeof Week>;

export const WeekListItem = z
  .object({
    week: WeekName,
    title: z.string(),
    isCurrent: z.boolean(),
    isFrozen: z.boolean(),
    lead: Person.nullable(),
    stepsDone: z.int(),
    reviewed: z.int(),
    /** null: no trace was reviewed. */
    failures: z.int().nullable(),
    cases: z.int(),
    releases: z.int(),
    rollbacks: z.int(),
    change: z.string().nullable(),
    successRate: MetricFigure.shape.now,
  })
  .meta({ id: "WeekListItem" });
export type WeekListItem = z.infer<typeof WeekListItem>;

export const UpdateWeek = z
  .strictObject({
    /** null: as in the week before. */
    leadId: z.uuid().nullable().optional(),
    steps: StepDecisions.optional(),
    /** null: none is chosen any more. */
    change: ChooseChange.nullable().optional(),
    /** null: made of the numbers again. */
    summary: z.string().max(20_000, "At most 20,000 characters.").nullable().optional(),
  })
  .refine((update) => Object.values(update).some((value) => value !== undefined), {
    error: "Say what to change: leadId, steps, change or summary.",
  })
  .meta({ id: "UpdateWeek" });
export type UpdateWeek = z.infer<typeof UpdateWeek>;

const base = "/api/v1/projects/{project}/weeks" as const;
const read = { scope: "traces:read" } as const;
const WeekParams = ProjectParams.extend({ week: WeekName });

/** Each week that has not ended is counted anew. */
export const MOST_WEEKS = 60;

export const listWeeksRoute = defineRoute({
  method: "GET",
  path: base,
  summary: "The weeks of the project, newest first; ended weeks keep their final numbers",
  access: read,
  params: ProjectParams,
  query: Page.extend({ limit: limitUpTo(MOST_WEEKS) }),
  response: listOf(WeekListItem),
});

export const getWeekRoute = defineRoute({
  method: "GET",
  path: `${base}/{week}`,
  summary: "The seven steps of a week with their numbers, what moved, and its summary",
  access: read,
  params: WeekParams,
  response: Week,
});

export const updateWeekRoute = defineRoute({
  method: "PATCH",
  path: `${base}/{week}`,
  summary: "Set lead, owners, targets, the change of the week, or its summary",
  access: { scope: "evals:write", reads: "traces:read", role: "editor" },
  params: WeekParams,
  body: UpdateWeek,
  response: Week,
});

export const exportWeekSummaryRoute = defineRoute({
  method: "GET",
  path: `${base}/{week}/summary`,
  summary: "The summary of a week as Markdown",
  access: read,
  params: WeekParams,
  files: ["text/markdown"],
});
