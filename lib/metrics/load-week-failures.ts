import "server-only";
import { db } from "@/lib/db/client";
import type { Overview } from "./overview-contract";

const DAY_MS = 86_400_000;
const UNSORTED = "no category";

/** What people found in this week's traces (ISO weeks, UTC), by category, beside the same part of the week before. */
export async function loadWeekFailures(
  projectId: string,
  now: Date,
): Promise<Overview["failures"]> {
  const monday = mondayOf(now);
  const before = new Date(monday.getTime() - 7 * DAY_MS);
  const part = { gte: before, lt: new Date(now.getTime() - 7 * DAY_MS) };
  const countReviews = (reviewedAt: { gte: Date; lt?: Date }) =>
    db.traceReview.count({ where: { projectId, reviewedAt, verdict: { not: "skipped" } } });
  const [reviewed, reviewedBefore, thisWeek, lastWeek] = await Promise.all([
    countReviews({ gte: monday }),
    countReviews(part),
    countFailures(projectId, { gte: monday }),
    countFailures(projectId, part),
  ]);
  const ids = [...new Set([...thisWeek.keys(), ...lastWeek.keys()])];
  const names = await db.failureCategory.findMany({
    where: { projectId, id: { in: ids.filter((id) => id !== null) } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  const categories = ids.map((id) => ({
    category: (id && nameOf.get(id)) ?? UNSORTED,
    now: thisWeek.get(id) ?? 0,
    before: reviewedBefore === 0 ? null : (lastWeek.get(id) ?? 0),
  }));
  return {
    reviewed,
    reviewedBefore,
    failed: [...thisWeek.values()].reduce((sum, count) => sum + count, 0),
    categories: categories
      .sort((a, b) => b.now - a.now || (b.before ?? 0) - (a.before ?? 0))
      .slice(0, 6),
  };
}

async function countFailures(projectId: string, reviewedAt: { gte: Date; lt?: Date }) {
  const groups = await db.traceReview.groupBy({
    by: ["failureCategoryId"],
    where: { projectId, verdict: "failure", reviewedAt },
    _count: { _all: true },
  });
  return new Map(
    groups.map(({ failureCategoryId, _count }) => [failureCategoryId, _count._all] as const),
  );
}

function mondayOf(now: Date): Date {
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  return new Date(midnight - ((now.getUTCDay() + 6) % 7) * DAY_MS);
}
