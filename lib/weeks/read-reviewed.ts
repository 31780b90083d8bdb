import { db } from "@/lib/db/client";
import type { WeekNumbers } from "./contract";
import { shiftWeek, type WeekSpan } from "./week-title";

const WEEKS = 8;
const WEEK_SECONDS = 7 * 86_400;

/** Verdicts and feedback that were given in a week. */
export async function readReviewed(
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
}

/** Failure categories of the eight weeks that end with this one. */
export async function readCategories(
  projectId: string,
  span: WeekSpan,
): Promise<WeekNumbers["categories"]> {
  const { from } = shiftWeek(span, 1 - WEEKS);
  const [counts, failures] = await Promise.all([
    db.$queryRaw<CategoryCount[]>`
      with counted as (
        select failure_category_id as id, min(reviewed_at) as first,
          floor(extract(epoch from reviewed_at - ${from}::timestamptz) / ${WEEK_SECONDS})::int as week,
          count(*)::int as n
        from trace_review
        where project_id = ${projectId}::uuid and verdict = 'failure'
          and failure_category_id is not null and reviewed_at < ${span.to}
        group by 1, 3
      )
      select c.id, c.name, c.state::text as state, c.archived_at as "archivedAt",
        min(r.first) over (partition by c.id) as first, r.week, coalesce(r.n, 0) as n
      from failure_category c left join counted r on r.id = c.id
      where c.project_id = ${projectId}::uuid
      order by c.position, c.name limit 2000`,
    db.traceReview.count({
      where: { projectId, verdict: "failure", reviewedAt: { gte: span.from, lt: span.to } },
    }),
  ]);
  const rows = [...new Set(counts.map(({ id }) => id))].flatMap((id) => {
    const of = counts.filter((row) => row.id === id);
    const [category] = of;
    if (!category) return [];
    const weeks = Array.from(
      { length: WEEKS },
      (_, index) => of.find(({ week }) => week === index)?.n ?? 0,
    );
    const isSeen = weeks.some((n) => n > 0);
    if (!isSeen && category.archivedAt !== null) return [];
    return {
      id,
      name: category.name,
      state: category.state,
      isNew: category.first !== null && category.first >= span.from,
      now: weeks[WEEKS - 1] ?? 0,
      before: weeks[WEEKS - 2] ?? 0,
      weeks,
    };
  });
  return {
    failures,
    categorised: rows.reduce((sum, { now }) => sum + now, 0),
    rows: rows.sort((a, b) => b.now - a.now || b.before - a.before || a.name.localeCompare(b.name)),
  };
}

/** Traces that became cases in a week. Splits are counted, never told case by case. */
export async function readCases(
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
