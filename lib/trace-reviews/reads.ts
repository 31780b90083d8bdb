import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { compute } from "@/lib/compute/compute";
import { db } from "@/lib/db/client";
import { stepsToGroup } from "@/lib/failure-categories/group-alike";
import { invalid } from "@/lib/http/app-error";
import { readFailingRequests, readTraceMarks } from "@/lib/traces/store/sample-traces";
import type { AlikeGroup, CategoryTrend, QueueItem, ReviewQueue, TraceVerdict } from "./contract";
import { fillQueue } from "./fill-queue";
import { parseWeek, type WeekSpan, weekOf } from "./iso-week";
import { RULES } from "./review-rule";
import { getReviewSettings } from "./review-settings";
import { plainText } from "./reviewed-trace";

const read = { scope: "traces:read" } as const;
const MOST_ITEMS = 500;
const MOST_REQUESTS = 200;
const DAY_MS = 86_400_000;

export async function getReviewQueue(
  actor: Actor,
  { week, rule }: { week?: string | undefined; rule?: string | undefined } = {},
): Promise<ReviewQueue> {
  authorize(actor, read);
  const now = new Date();
  const current = weekOf(now);
  const span = week === undefined ? current : parseWeek(week);
  if (!span) throw invalid("week", `There is no week ${week}.`);
  const settings = await getReviewSettings(actor);
  const isCurrent = span.week === current.week;
  if (isCurrent) await fillQueue(actor, span, settings, now);
  const [rows, counts, secondsEach] = await Promise.all([
    readItems(actor.projectId, span, rule),
    countVerdicts(actor.projectId, span),
    secondsPerVerdict(actor.projectId, span),
  ]);
  return {
    week: span.week,
    from: span.from.toISOString(),
    to: span.to.toISOString(),
    isCurrent,
    target: settings.target,
    counts,
    secondsEach,
    data: await withVersions(actor, rows),
  };
}

interface ItemRow {
  traceId: string;
  rule: string;
  reason: string;
  startedAt: Date;
  heldById: string | null;
  heldByName: string | null;
  verdict: TraceVerdict | null;
  reviewedBy: string | null;
  reviewedAt: Date | null;
}

/** The queue of the week, and what was reviewed in it from elsewhere: a trace's page, an older queue. */
function readItems(projectId: string, { week, from, to }: WeekSpan, rule: string | undefined) {
  return db.$queryRaw<ItemRow[]>`
    select q.trace_id as "traceId", q.rule, q.reason, q.started_at as "startedAt",
      case when q.held_until > now() then q.held_by_id end as "heldById",
      case when q.held_until > now() then q.held_by_name end as "heldByName",
      r.verdict, r.reviewer_name as "reviewedBy", r.reviewed_at as "reviewedAt"
    from trace_queue q
    left join trace_review r on r.project_id = q.project_id and r.trace_id = q.trace_id
    where q.project_id = ${projectId}::uuid and q.week = ${week}
      and (${rule ?? null}::text is null or q.rule = ${rule ?? null})
    union all
    select r.trace_id, r.rule, coalesce(q.reason, 'was opened from its own page'), r.started_at, null, null,
      r.verdict, r.reviewer_name, r.reviewed_at
    from trace_review r
    left join trace_queue q on q.project_id = r.project_id and q.trace_id = r.trace_id
    where r.project_id = ${projectId}::uuid and r.reviewed_at >= ${from} and r.reviewed_at < ${to}
      and q.week is distinct from ${week} and (${rule ?? null}::text is null or r.rule = ${rule ?? null})
    limit ${MOST_ITEMS}`;
}

/** A trace that was deleted meanwhile and has no verdict is no work any more. */
async function withVersions(actor: Actor, rows: ItemRow[]): Promise<QueueItem[]> {
  const marks = await readTraceMarks(
    actor.projectId,
    rows.map(({ traceId }) => traceId),
  );
  const byId = new Map(marks.map((mark) => [mark.id, mark]));
  const place = (rule: string) => (RULES as readonly string[]).indexOf(rule);
  return rows
    .filter(({ traceId, verdict }) => verdict !== null || byId.has(traceId))
    .sort(
      (one, two) =>
        Number(two.verdict !== null) - Number(one.verdict !== null) ||
        (one.reviewedAt?.getTime() ?? 0) - (two.reviewedAt?.getTime() ?? 0) ||
        place(one.rule) - place(two.rule) ||
        one.startedAt.getTime() - two.startedAt.getTime() ||
        (one.traceId < two.traceId ? -1 : 1),
    )
    .map(({ heldById, heldByName, startedAt, reviewedAt, ...row }) => {
      const isOwn = heldById === actor.userId && heldByName === actor.name;
      return {
        ...row,
        startedAt: startedAt.toISOString(),
        reviewedAt: reviewedAt?.toISOString() ?? null,
        heldBy: isOwn ? null : heldByName,
        prompt: byId.get(row.traceId)?.prompt ?? null,
        version: byId.get(row.traceId)?.version ?? null,
      };
    });
}

/** Verdicts given in the week. */
export async function countVerdicts(
  projectId: string,
  { from, to }: Pick<WeekSpan, "from" | "to">,
): Promise<ReviewQueue["counts"]> {
  const rows = await db.traceReview.groupBy({
    by: ["verdict"],
    where: { projectId, reviewedAt: { gte: from, lt: to } },
    _count: { _all: true },
  });
  const of = (verdict: TraceVerdict) =>
    rows.find((row) => row.verdict === verdict)?._count._all ?? 0;
  return {
    fine: of("fine"),
    failure: of("failure"),
    unclear: of("unclear"),
    skipped: of("skipped"),
  };
}

/** The median; longer than ten minutes is a break. */
async function secondsPerVerdict(
  projectId: string,
  { from, to }: WeekSpan,
): Promise<number | null> {
  const [row] = await db.$queryRaw<{ seconds: number | null }[]>`
    with gaps as (
      select extract(epoch from reviewed_at - lag(reviewed_at)
        over (partition by reviewer_name order by reviewed_at)) as gap
      from trace_review
      where project_id = ${projectId}::uuid and reviewed_at >= ${from} and reviewed_at < ${to}
    )
    select percentile_cont(0.5) within group (order by gap)::float8 as seconds
    from gaps where gap > 0 and gap < 600`;
  return row?.seconds ?? null;
}

/** Failing requests of the last week without a verdict that say much the same. */
export async function listAlikeGroups(
  actor: Actor,
): Promise<{ data: AlikeGroup[]; nextCursor: null }> {
  authorize(actor, read);
  const { projectId } = actor;
  const now = new Date();
  const queued = await db.traceQueueItem.findMany({
    where: {
      projectId,
      week: weekOf(now).week,
      rule: { in: ["failed", "low_score", "escalated", "refused"] },
    },
    select: { traceId: true },
    take: MOST_ITEMS,
  });
  const requests = await readFailingRequests(projectId, {
    since: new Date(now.getTime() - 7 * DAY_MS),
    alsoIds: queued.map(({ traceId }) => traceId),
    limit: MOST_REQUESTS,
  });
  const texts = requests.map(({ id, input, preview }) => ({
    id,
    text: plainText(input, "user") || preview,
  }));
  const groups = await compute("groupAlike", texts, { projectId, steps: stepsToGroup(texts) });
  return { data: groups.map(({ ids, terms }) => ({ traceIds: ids, terms })), nextCursor: null };
}

/** Verdicts by failure category and week, newest week last. */
export async function listCategoryTrends(
  actor: Actor,
  { weeks }: { weeks: number },
): Promise<{ data: CategoryTrend[]; nextCursor: null }> {
  authorize(actor, read);
  const { projectId } = actor;
  const current = weekOf(new Date());
  const spans = Array.from({ length: weeks }, (_, index) =>
    weekOf(new Date(current.from.getTime() - (weeks - 1 - index) * 7 * DAY_MS)),
  );
  const [categories, rows] = await Promise.all([
    db.failureCategory.findMany({
      where: { projectId, archivedAt: null },
      orderBy: [{ position: "asc" }, { name: "asc" }],
      select: { id: true, name: true, state: true },
    }),
    db.$queryRaw<{ categoryId: string; week: string; traces: number }[]>`
      select failure_category_id as "categoryId", to_char(reviewed_at at time zone 'UTC', 'IYYY"-W"IW') as week,
        count(*)::int as traces
      from trace_review
      where project_id = ${projectId}::uuid and failure_category_id is not null
        and reviewed_at >= ${spans[0]?.from ?? current.from}
      group by 1, 2`,
  ]);
  const counts = new Map(rows.map((row) => [`${row.categoryId} ${row.week}`, row.traces]));
  return {
    data: categories.map((category) => ({
      category,
      weeks: spans.map(({ week }) => ({ week, traces: counts.get(`${category.id} ${week}`) ?? 0 })),
    })),
    nextCursor: null,
  };
}
