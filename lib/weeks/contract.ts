import { z } from "zod";
import { Person } from "@/lib/auth/contract";
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
import { WeekNumbers } from "./numbers-contract";
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
