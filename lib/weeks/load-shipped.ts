import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { isAllowed } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { listReviews } from "@/lib/reviews/reads";
import type { ShippedRelease, WaitingReview, WeekNumbers } from "./numbers-contract";
import type { WeekSpan } from "./week-title";

const ENVIRONMENT = "production";
const MOST_RELEASES = 50;
const MOST_REVIEWS = 5;
const HOUR_MS = 3_600_000;

/** What went live in production in a week, oldest first. */
export async function loadReleases(
  projectId: string,
  { from, to }: WeekSpan,
): Promise<ShippedRelease[]> {
  const rows = await db.release.findMany({
    where: { projectId, environment: { name: ENVIRONMENT }, releasedAt: { gte: from, lt: to } },
    orderBy: { number: "asc" },
    take: MOST_RELEASES,
    include: { prompt: true, version: { select: { number: true } } },
  });
  const rollbacks = await db.release.findMany({
    where: { projectId, rollbackOfId: { in: rows.map(({ id }) => id) } },
    orderBy: { number: "desc" },
    select: { rollbackOfId: true, number: true, releasedAt: true },
  });
  return rows.flatMap(({ version, ...row }) => {
    // One that took a prompt offline is told by the release that it took back.
    if (!version) return [];
    const back = rollbacks.find(({ rollbackOfId }) => rollbackOfId === row.id);
    return {
      number: row.number,
      prompt: row.prompt.name,
      version: version.number,
      environment: ENVIRONMENT,
      at: row.releasedAt.toISOString(),
      by: row.releasedByName,
      isRollback: row.rollbackOfId !== null,
      takenBack: back ? { number: back.number, at: back.releasedAt.toISOString() } : null,
    };
  });
}

/** Reviews for production that are under way, newest first, of one prompt when one was chosen. */
export async function loadWaiting(actor: Actor, prompt: string | null): Promise<WaitingReview[]> {
  if (!isAllowed(actor, { scope: "prompts:read" })) return [];
  const { data } = await listReviews(actor, {
    view: "active",
    environment: ENVIRONMENT,
    limit: MOST_REVIEWS,
    ...(prompt === null ? {} : { prompt }),
  });
  return data.map(({ number, title, turn, gates, ...review }) => ({
    number,
    title,
    prompt: review.prompt,
    version: review.version,
    state: review.state,
    people: turn.people.map(({ name }) => name),
    todo: turn.todo,
    closedGates: gates?.closed ?? 0,
  }));
}

/** Alerts as they are now, and how long the newest release of the week that stands has been watched. */
export async function loadMonitor(
  projectId: string,
  releases: readonly ShippedRelease[],
  until: Date,
): Promise<WeekNumbers["monitor"]> {
  const alerts = await db.alert.findMany({
    where: { projectId, archivedAt: null, isEnabled: true },
    orderBy: { name: "asc" },
    select: { name: true, state: true, checkedAt: true },
    take: 100,
  });
  const latest = releases.filter(({ isRollback, takenBack }) => !isRollback && !takenBack).at(-1);
  const named = (state: "breached" | "no_data") =>
    alerts
      .filter((alert) => alert.state === state && alert.checkedAt !== null)
      .map(({ name }) => name);
  return {
    alerts: alerts.length,
    breached: named("breached"),
    noData: named("no_data"),
    hours: latest ? Math.max(0, (until.getTime() - Date.parse(latest.at)) / HOUR_MS) : null,
  };
}
