import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, Prisma, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, invalid } from "@/lib/http/app-error";
import { promptNamed } from "@/lib/prompts/prompt-named";
import { updateReviewSettings } from "@/lib/trace-reviews/update-review-settings";
import {
  type ChooseChange,
  StepDecisions,
  type StoredChange,
  type UpdateWeek,
  type Week,
} from "./contract";
import { spanOf } from "./load-week";
import { getWeek } from "./reads";
import { TARGETED, WEEK_STEPS } from "./week-step";

/**
 * Decides who leads and owns, how much is wanted, what is changed, and edits the summary. What has ended
 * stays as it was, except for its summary. The target of the review step is the queue's own.
 */
export async function updateWeek(actor: Actor, week: string, update: UpdateWeek): Promise<Week> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const now = new Date();
  const span = spanOf(week, now);
  const { leadId, steps, change, summary } = update;
  const decides = leadId !== undefined || steps !== undefined || change !== undefined;
  if (decides && span.to <= now) {
    throw new AppError("conflict", `${week} has ended. Only its summary can still be edited.`);
  }
  await requireMembers(actor, update);
  const chosen = change ? await resolveChange(actor, change, now) : null;
  const reviewTarget = steps?.review?.target;
  if (reviewTarget !== undefined) {
    if (reviewTarget > 500) throw invalid("steps.review.target", "At most 500 traces a week.");
    await updateReviewSettings(actor, { target: reviewTarget });
  }
  await db.$transaction(async (tx) => {
    const before = await lockRow(tx, actor.projectId, week);
    await tx.week.update({
      where: { projectId_week: { projectId: actor.projectId, week } },
      data: {
        ...(leadId === undefined ? {} : { leadId }),
        ...(steps === undefined ? {} : { steps: json(mergeSteps(before, steps)) }),
        ...(change === undefined ? {} : { change: chosen ? json(chosen) : Prisma.DbNull }),
        ...(summary === undefined ? {} : { summary: summary?.trim() ? summary : null }),
      },
    });
    await recordEvent(tx, actor, {
      type: "week.updated",
      subject: { type: "week", id: week },
      data: {
        ...(leadId === undefined ? {} : { leadId }),
        ...(steps === undefined ? {} : { steps }),
        ...(change === undefined ? {} : { change: chosen?.statement ?? null }),
        ...(summary === undefined ? {} : { summary: summary === null ? "from numbers" : "edited" }),
      },
    });
  });
  return getWeek(actor, week);
}

/** Two people who change two steps at the same moment both get theirs. */
async function lockRow(tx: Tx, projectId: string, week: string): Promise<StepDecisions> {
  await tx.week.createMany({ data: [{ projectId, week }], skipDuplicates: true });
  const [row] = await tx.$queryRaw<{ steps: unknown }[]>`
    select steps from week where project_id = ${projectId}::uuid and week = ${week} for update`;
  return StepDecisions.catch({}).parse(row?.steps ?? {});
}

function mergeSteps(before: StepDecisions, changed: StepDecisions): StepDecisions {
  const merged: StepDecisions = {};
  for (const key of WEEK_STEPS) {
    const step = { ...before[key], ...changed[key] };
    // The queue's settings hold the target of this one.
    if (!TARGETED.includes(key) || key === "review") delete step.target;
    if (Object.keys(step).length > 0) merged[key] = step;
  }
  return merged;
}

async function requireMembers(
  { projectId }: Actor,
  { leadId, steps = {} }: UpdateWeek,
): Promise<void> {
  const named: [string, string][] = [
    ...(leadId ? ([["leadId", leadId]] as [string, string][]) : []),
    ...WEEK_STEPS.flatMap((key): [string, string][] => {
      const owner = steps[key]?.ownerId;
      return owner ? [[`steps.${key}.ownerId`, owner]] : [];
    }),
  ];
  const members = await db.member.findMany({
    where: { projectId, userId: { in: named.map(([, id]) => id) } },
    select: { userId: true },
  });
  const memberIds = new Set(members.map(({ userId }) => userId));
  for (const [path, id] of named) {
    if (!memberIds.has(id)) throw invalid(path, "Name a member of this project.");
  }
}

async function resolveChange(
  { projectId, name }: Actor,
  { statement, categoryId, segment, prompt, review, ticketUrl }: ChooseChange,
  now: Date,
): Promise<StoredChange> {
  const [category, segmentRow, promptRow, reviewRow] = await Promise.all([
    categoryId ? db.failureCategory.findFirst({ where: { id: categoryId, projectId } }) : null,
    segment ? db.segment.findFirst({ where: { name: segment, projectId } }) : null,
    prompt ? db.prompt.findFirst({ where: { projectId, ...promptNamed(prompt) } }) : null,
    review ? db.review.findFirst({ where: { number: review, projectId } }) : null,
  ]);
  if (categoryId && !category) {
    throw invalid("change.categoryId", "This project has no such failure category.");
  }
  if (segment && !segmentRow) throw invalid("change.segment", `There is no segment ${segment}.`);
  if (prompt && !promptRow) throw invalid("change.prompt", `There is no prompt ${prompt}.`);
  if (review && !reviewRow) throw invalid("change.review", `There is no review ${review}.`);
  return {
    statement,
    failureCategoryId: category?.id ?? null,
    segmentId: segmentRow?.id ?? null,
    prompt: promptRow?.name ?? null,
    reviewId: reviewRow?.id ?? null,
    ticketUrl: ticketUrl ?? null,
    chosenAt: now.toISOString(),
    chosenBy: name,
  };
}
