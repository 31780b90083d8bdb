import { z } from "zod";
import { FailureCategoryState } from "@/lib/failure-categories/contract";
import { Timestamp } from "@/lib/http/contract";
import { MetricFigure } from "@/lib/metrics/contract";
import { Difference } from "@/lib/runs/compare/comparison-contract";
import { RunStatus } from "@/lib/runs/contract";

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
