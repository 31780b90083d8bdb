import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { Person } from "@/lib/auth/contract";
import { db } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/http/app-error";
import { namesOf, personOf } from "@/lib/projects/reads";
import { getReviewSettings } from "@/lib/trace-reviews/review-settings";
import { StepDecisions, StoredChange, type WeekChange, WeekStep } from "./contract";
import { describeSteps } from "./describe-steps";
import { inheritDecisions } from "./inherit-decisions";
import { loadNumbers } from "./load-numbers";
import { WeekNumbers } from "./numbers-contract";
import { WEEK_STEPS, type WeekStepName } from "./week-step";
import { parseWeek, type WeekSpan } from "./week-title";

/** How far back an owner or a target may have been set. */
const MOST_WEEKS_BACK = 60;

/** A week as it ended: its numbers, and its steps with the owners and targets of then. */
export const FrozenWeek = z.object({
  frozenAt: z.string(),
  numbers: WeekNumbers,
  steps: z.array(WeekStep),
  lead: Person.nullable(),
  change: z.custom<WeekChange>().nullable(),
});
export type FrozenWeek = z.infer<typeof FrozenWeek>;

/** 404 for what is no week, and for one that has not begun. */
export function spanOf(week: string, now: Date): WeekSpan {
  const span = parseWeek(week);
  if (!span) throw notFound(`The week ${week}`);
  if (span.from > now) {
    throw new AppError("not_found", `${week} begins on ${span.from.toISOString().slice(0, 10)}.`);
  }
  return span;
}

export const findWeekRow = (projectId: string, week: string) =>
  db.week.findUnique({ where: { projectId_week: { projectId, week } } });

/** Reads all of a week as it is now. */
export async function loadWeekNow(
  actor: Actor,
  span: WeekSpan,
  now: Date,
  { isBrief = false } = {},
): Promise<FrozenWeek> {
  const { projectId } = actor;
  const [rows, settings] = await Promise.all([
    db.week.findMany({
      where: { projectId, week: { lte: span.week } },
      orderBy: { week: "desc" },
      take: MOST_WEEKS_BACK,
      select: { week: true, leadId: true, steps: true, change: true },
    }),
    getReviewSettings(actor),
  ]);
  const decided = inheritDecisions(
    rows.map(({ leadId, steps }) => ({ leadId, steps: StepDecisions.catch({}).parse(steps) })),
  );
  const row = rows.find(({ week }) => week === span.week);
  const change = row?.change ? await describeChange(projectId, row.change) : null;
  const ids = [decided.leadId, ...WEEK_STEPS.map((key) => decided.steps[key].ownerId)];
  const names = await namesOf(ids);
  const person = (id: string | null) => (id && names.has(id) ? personOf(id, names) : null);
  const numbers = await loadNumbers(actor, span, {
    prompt: change?.prompt ?? null,
    now,
    isBrief,
  });
  const steps = describeSteps({
    numbers,
    change,
    reviewTarget: settings.target,
    decided: Object.fromEntries(
      WEEK_STEPS.map((key) => {
        const { ownerId, target } = decided.steps[key];
        return [key, { owner: person(ownerId), target }];
      }),
    ) as Record<WeekStepName, { owner: Person | null; target: number | null }>,
  });
  return { frozenAt: now.toISOString(), numbers, steps, lead: person(decided.leadId), change };
}

/** With the present names of what it points to; what is gone is left out. */
async function describeChange(projectId: string, stored: unknown): Promise<WeekChange | null> {
  const parsed = StoredChange.safeParse(stored);
  if (!parsed.success) return null;
  const { failureCategoryId, segmentId, reviewId, ...change } = parsed.data;
  const [category, segment, review] = await Promise.all([
    failureCategoryId
      ? db.failureCategory.findFirst({
          where: { id: failureCategoryId, projectId },
          select: { id: true, name: true },
        })
      : null,
    segmentId
      ? db.segment.findFirst({ where: { id: segmentId, projectId }, select: { name: true } })
      : null,
    reviewId
      ? db.review.findFirst({
          where: { id: reviewId, projectId },
          select: { number: true, title: true },
        })
      : null,
  ]);
  return { ...change, category, segment: segment?.name ?? null, review };
}
