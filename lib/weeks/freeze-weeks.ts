import "server-only";
import { systemActor } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { type FrozenWeek, loadWeekNow } from "./load-week";
import { shiftWeek, type WeekSpan, weekOf } from "./week-title";

/** Weeks that ended while no worker ran are caught up with, so far back. */
const WEEKS_BACK = 4;
const PROJECTS_AT_ONCE = 200;

/** Keeps what ended weeks ended with; later traces, verdicts and targets no longer change them. */
export async function freezeWeeks(now = new Date()): Promise<void> {
  for (let after: string | null = null; ; ) {
    const projects: { id: string; slug: string; createdAt: Date }[] = await db.project.findMany({
      ...(after ? { where: { id: { gt: after } } } : {}),
      orderBy: { id: "asc" },
      take: PROJECTS_AT_ONCE,
      select: { id: true, slug: true, createdAt: true },
    });
    for (const project of projects) await freezeProject(project, now);
    after = projects.at(-1)?.id ?? null;
    if (projects.length < PROJECTS_AT_ONCE) return;
  }
}

/** Oldest first; what is frozen already stays as it is. */
export async function freezeProject(
  project: { id: string; slug: string; createdAt: Date },
  now: Date,
): Promise<void> {
  const current = weekOf(now);
  const ended = Array.from({ length: WEEKS_BACK }, (_, index) => shiftWeek(current, -index - 1))
    .filter(({ to }) => to > project.createdAt)
    .reverse();
  const rows = await db.week.findMany({
    where: { projectId: project.id, week: { in: ended.map(({ week }) => week) } },
    select: { week: true, frozen: true },
  });
  for (const span of ended) {
    const row = rows.find(({ week }) => week === span.week);
    if (row?.frozen) continue;
    await freezeWeek(project, span, { now, isDecided: row !== undefined });
  }
}

async function freezeWeek(
  project: { id: string; slug: string },
  span: WeekSpan,
  { now, isDecided }: { now: Date; isDecided: boolean },
): Promise<void> {
  const actor = systemActor(project, "week");
  const ended = await loadWeekNow(actor, span, now);
  if (!isDecided && isEmpty(ended)) return;
  const key = { projectId: project.id, week: span.week };
  await db.$transaction(async (tx) => {
    await tx.week.createMany({ data: [key], skipDuplicates: true });
    const { count } = await tx.week.updateMany({
      where: { ...key, frozen: { equals: Prisma.DbNull } },
      data: { frozen: json(ended) },
    });
    // Another worker was faster.
    if (count === 0) return;
    await recordEvent(tx, actor, {
      type: "week.ended",
      subject: { type: "week", id: span.week },
      data: {
        stepsDone: ended.steps.filter(({ state }) => state === "done").length,
        reviewed: ended.numbers.review.reviewed,
        failures: ended.numbers.review.failures,
      },
    });
  });
}

function isEmpty({ numbers: { review, cases, options, releases, moved } }: FrozenWeek): boolean {
  return (
    review.reviewed + cases.made + options.length + releases.length + moved.n + review.feedback ===
    0
  );
}
