import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import { formatDays } from "@/lib/format-time";
import { notFound } from "@/lib/http/app-error";
import { cursorOf, parseCursor, wrongCursor } from "@/lib/http/cursor";
import { safeMarkdown } from "@/lib/releases/note/safe-markdown";
import { MOST_WEEKS, type Week, type WeekListItem } from "./contract";
import { FrozenWeek, findWeekRow, loadWeekNow, spanOf } from "./load-week";
import { shiftWeek, type WeekSpan, weekOf } from "./week-title";
import { writeSummary } from "./write-summary";

const reading = { scope: "traces:read" } as const;

/** A week with its steps. An ended one shows what it ended with, once that is frozen. */
export async function getWeek(actor: Actor, week: string, now = new Date()): Promise<Week> {
  authorize(actor, reading);
  const span = spanOf(week, now);
  const [row, first] = await Promise.all([
    findWeekRow(actor.projectId, week),
    firstWeekOf(actor.projectId),
  ]);
  // Nothing of then is known; alerts and reviews of today would be shown in its place.
  if (!row && span.to <= first.from) {
    throw notFound(`The week ${week}, which is before the project`);
  }
  const frozen = keptOf(row?.frozen);
  const { numbers, steps, lead, change } = frozen ?? (await loadWeekNow(actor, span, now));
  const title = formatDays(span.from, span.to);
  const isCurrent = span.to > now;
  return {
    week,
    title,
    from: span.from.toISOString(),
    to: span.to.toISOString(),
    isCurrent,
    frozenAt: frozen?.frozenAt ?? null,
    lead,
    steps,
    change,
    numbers,
    summary:
      row?.summary ??
      writeSummary({ title, week, lead: lead?.name ?? null, numbers, steps, change }),
    isSummaryEdited: (row?.summary ?? null) !== null,
    previous: span.from > first.from ? shiftWeek(span, -1).week : null,
    next: isCurrent ? null : shiftWeek(span, 1).week,
  };
}

const keptOf = (frozen: unknown): FrozenWeek | null =>
  FrozenWeek.nullable()
    .catch(null)
    .parse(frozen ?? null);

/** The week in which the project was made, or the earliest that was kept. */
async function firstWeekOf(projectId: string): Promise<WeekSpan> {
  const { createdAt } = await db.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { createdAt: true },
  });
  return weekOf(createdAt);
}

/** The present week, the last one, and all that were frozen; newest first. */
export async function listWeeks(
  actor: Actor,
  { limit = 50, cursor }: { limit?: number | undefined; cursor?: string | undefined } = {},
  now = new Date(),
): Promise<{ data: WeekListItem[]; nextCursor: string | null }> {
  authorize(actor, reading);
  const [below] = parseCursor(cursor);
  if (below !== undefined && !/^\d{4}-W\d{2}$/.test(below)) throw wrongCursor();
  const current = weekOf(now);
  const first = await firstWeekOf(actor.projectId);
  const open = [current, shiftWeek(current, -1)]
    .filter(({ from }) => from >= first.from)
    .map(({ week }) => week);
  const frozen = await db.week.findMany({
    where: {
      projectId: actor.projectId,
      frozen: { not: Prisma.DbNull },
      ...(below ? { week: { lt: below } } : {}),
    },
    orderBy: { week: "desc" },
    select: { week: true, frozen: true },
    take: MOST_WEEKS + 1,
  });
  const frozenOf = new Map(frozen.map((row) => [row.week, row.frozen]));
  const names = [...new Set([...open, ...frozenOf.keys()])]
    .sort()
    .reverse()
    .filter((week) => !below || week < below);
  const data: WeekListItem[] = [];
  for (const week of names.slice(0, limit)) {
    data.push(await itemOf(actor, { week, frozen: frozenOf.get(week) }, now));
  }
  const last = data.at(-1);
  return { data, nextCursor: names.length > limit && last ? cursorOf(last.week) : null };
}

async function itemOf(
  actor: Actor,
  { week, frozen }: { week: string; frozen: unknown },
  now: Date,
): Promise<WeekListItem> {
  const span = spanOf(week, now);
  const summary = keptOf(frozen);
  const { numbers, steps, lead, change } =
    summary ?? (await loadWeekNow(actor, span, now, { isBrief: true }));
  const { review, cases, releases, moved } = numbers;
  const success = moved.rows.find(({ metric, segment }) => metric === "success_rate" && !segment);
  return {
    week,
    title: formatDays(span.from, span.to),
    isCurrent: span.to > now,
    isFrozen: summary !== null,
    lead,
    stepsDone: steps.filter(({ state }) => state === "done").length,
    reviewed: review.reviewed,
    failures: review.reviewed === 0 ? null : review.failures,
    cases: cases.made,
    releases: releases.filter(({ isRollback }) => !isRollback).length,
    rollbacks: releases.filter(({ isRollback }) => isRollback).length,
    change: change?.statement ?? null,
    successRate: success?.now ?? null,
  };
}

/** The summary as a Markdown file. */
export async function exportWeekSummary(actor: Actor, week: string): Promise<Response> {
  const { summary } = await getWeek(actor, week);
  return new Response(safeMarkdown(summary), {
    headers: {
      "content-type": "text/markdown; charset=utf-8",
      "content-disposition": `attachment; filename="week-${week}.md"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
