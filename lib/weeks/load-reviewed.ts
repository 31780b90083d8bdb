import "server-only";
import { db, Prisma } from "@/lib/db/client";
import type { WeekNumbers } from "./numbers-contract";
import { shiftWeek, type WeekSpan } from "./week-title";

const WEEKS = 8;
const WEEK_SECONDS = 7 * 86_400;
const WEEK_MS = WEEK_SECONDS * 1_000;

/** Verdicts and feedback that were given in a week. */
export async function loadReviewed(
  projectId: string,
  { from, to }: WeekSpan,
): Promise<WeekNumbers["review"]> {
  const [verdicts, feedback] = await Promise.all([
    db.$queryRaw<{ verdict: string; rule: string; n: number }[]>`
      select verdict, rule, count(*)::int as n from trace_review
      where project_id = ${projectId}::uuid and reviewed_at >= ${from} and reviewed_at < ${to}
      group by 1, 2`,
    db.traceFeedback.count({ where: { projectId, createdAt: { gte: from, lt: to } } }),
  ]);
  const of = (verdict: string) =>
    verdicts.filter((row) => row.verdict === verdict).reduce((sum, { n }) => sum + n, 0);
  const reviewed = verdicts.filter(({ verdict }) => verdict !== "skipped");
  const names = [...new Set(reviewed.map(({ rule }) => rule))];
  return {
    reviewed: reviewed.reduce((sum, { n }) => sum + n, 0),
    fine: of("fine"),
    failures: of("failure"),
    unclear: of("unclear"),
    skipped: of("skipped"),
    rules: names
      .map((name) => ({
        name,
        n: reviewed.filter(({ rule }) => rule === name).reduce((sum, { n }) => sum + n, 0),
      }))
      .sort((a, b) => b.n - a.n || a.name.localeCompare(b.name)),
    feedback,
  };
}

interface CategoryCount {
  id: string;
  name: string;
  state: "open" | "fixed" | "regressed";
  archivedAt: Date | null;
  first: Date | null;
  week: number | null;
  n: number;
  /** Of those, in the same part of the week as the present one has had. */
  earlier: number;
}

/**
 * Failure categories of the eight weeks that end with this one, each beside the same part of the week before and
 * with how many traces were reviewed: a week of few reviews has few failures of any kind.
 */
export async function loadCategories(
  projectId: string,
  span: WeekSpan,
  until: Date,
): Promise<WeekNumbers["categories"]> {
  const { from } = shiftWeek(span, 1 - WEEKS);
  const earlier = { from: shiftWeek(span, -1).from, to: new Date(until.getTime() - WEEK_MS) };
  const [counts, reviewed, failures] = await Promise.all([
    readCounts(projectId, { from, to: span.to, earlier }),
    db.$queryRaw<{ week: number; n: number; earlier: number }[]>`
      select ${weekSql(from)} as week, count(*)::int as n, ${inPart(earlier)} as earlier
      from trace_review
      where project_id = ${projectId}::uuid and verdict <> 'skipped'
        and reviewed_at >= ${from} and reviewed_at < ${span.to}
      group by 1`,
    db.traceReview.count({
      where: { projectId, verdict: "failure", reviewedAt: { gte: span.from, lt: span.to } },
    }),
  ]);
  const reviews = Array.from(
    { length: WEEKS },
    (_, index) => reviewed.find(({ week }) => week === index)?.n ?? 0,
  );
  const reviewedBefore = reviewed.find(({ week }) => week === WEEKS - 2)?.earlier ?? 0;
  const rows = [...new Set(counts.map(({ id }) => id))].flatMap((id) => {
    const of = counts.filter((row) => row.id === id);
    const [category] = of;
    if (!category) return [];
    const inWeek = (index: number) => of.find(({ week }) => week === index);
    const isSeen = of.some(({ week, n }) => week !== null && week >= 0 && n > 0);
    if (!isSeen && category.archivedAt !== null) return [];
    return {
      id,
      name: category.name,
      state: category.state,
      isNew: category.first !== null && category.first >= span.from,
      now: inWeek(WEEKS - 1)?.n ?? 0,
      before: reviewedBefore === 0 ? null : (inWeek(WEEKS - 2)?.earlier ?? 0),
      weeks: reviews.map((n, index) => (n === 0 ? null : (inWeek(index)?.n ?? 0))),
    };
  });
  return {
    reviewed: reviews,
    reviewedBefore,
    failures,
    categorised: rows.reduce((sum, { now }) => sum + now, 0),
    rows: rows.sort(
      (a, b) => b.now - a.now || (b.before ?? 0) - (a.before ?? 0) || a.name.localeCompare(b.name),
    ),
  };
}

interface Part {
  from: Date;
  to: Date;
}

const weekSql = (from: Date) =>
  Prisma.sql`floor(extract(epoch from reviewed_at - ${from}::timestamptz) / ${WEEK_SECONDS})::int`;

const inPart = ({ from, to }: Part) =>
  Prisma.sql`(count(*) filter (where reviewed_at >= ${from} and reviewed_at < ${to}))::int`;

const readCounts = (
  projectId: string,
  { from, to, earlier }: Part & { earlier: Part },
): Promise<CategoryCount[]> => db.$queryRaw`
  with counted as (
    select failure_category_id as id, min(reviewed_at) as first, ${weekSql(from)} as week,
      count(*)::int as n, ${inPart(earlier)} as earlier
    from trace_review
    where project_id = ${projectId}::uuid and verdict = 'failure'
      and failure_category_id is not null and reviewed_at < ${to}
    group by 1, 3
  )
  select c.id, c.name, c.state::text as state, c.archived_at as "archivedAt",
    min(r.first) over (partition by c.id) as first, r.week, coalesce(r.n, 0) as n,
    coalesce(r.earlier, 0) as earlier
  from failure_category c left join counted r on r.id = c.id
  where c.project_id = ${projectId}::uuid
  order by c.position, c.name limit 2000`;

/** Traces that became cases in a week. Splits are counted, never told case by case. */
export async function loadCases(
  projectId: string,
  { from, to }: WeekSpan,
): Promise<WeekNumbers["cases"]> {
  const rows = await db.$queryRaw<
    { by: string; evalSet: string; split: string | null; n: number }[]
  >`
    select t.actor_name as by, s.name as "evalSet", c.split::text as split, count(*)::int as n
    from trace_case t join eval_set s on s.id = t.eval_set_id
      left join lateral (
        select split from eval_case where eval_set_id = t.eval_set_id and case_id = t.case_id
        order by since_revision desc limit 1
      ) c on true
    where t.project_id = ${projectId}::uuid and t.created_at >= ${from} and t.created_at < ${to}
    group by 1, 2, 3`;
  const sum = (of: typeof rows) => of.reduce((total, { n }) => total + n, 0);
  const people = [...new Set(rows.map(({ by }) => by))].map((name) => ({
    name,
    n: sum(rows.filter(({ by }) => by === name)),
  }));
  const holdout = sum(rows.filter(({ split }) => split === "holdout"));
  return {
    made: sum(rows),
    development: sum(rows) - holdout,
    holdout,
    sets: [...new Set(rows.map(({ evalSet }) => evalSet))].sort(),
    people: people.sort((a, b) => b.n - a.n),
  };
}
