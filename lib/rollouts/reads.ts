import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/http/app-error";
import { cursorOf, parseNumberCursor } from "@/lib/http/cursor";
import { parseIdOrNumber } from "@/lib/http/id-or-number";
import { promptNamed } from "@/lib/prompts/prompt-named";
import type { Rollout, RolloutHistory, RolloutSummary } from "./contract";
import { loadRollout, type PlacedRollout, placedRollout, WITH_PLACE } from "./load-rollout";
import type { DecisionBasis } from "./record-rollout-event";
import { rolloutDetail, rolloutSummary, standingOf } from "./rollout-detail";
import { type StoredRollout, storedRollout } from "./rollout-row";
import type { ListRollouts } from "./routes-contract";
import type { SnapshotFigures } from "./watch/write-snapshot";

const reading = { scope: "prompts:read" } as const;
const MOST_EVENTS = 200;
const MOST_POINTS = 300;

/** Newest first. */
export async function listRollouts(
  actor: Actor,
  query: Partial<ListRollouts> = {},
): Promise<{ data: RolloutSummary[]; nextCursor: string | null }> {
  authorize(actor, reading);
  const { limit = 50, cursor, prompt, environment, state } = query;
  const below = parseNumberCursor(cursor);
  const rows = await db.rollout.findMany({
    where: {
      projectId: actor.projectId,
      ...(below === undefined ? {} : { number: { lt: below } }),
      ...(prompt ? { prompt: promptNamed(prompt) } : {}),
      ...(environment ? { environment: { name: environment } } : {}),
      ...(state ? { endedAt: state === "active" ? null : { not: null } } : {}),
    },
    include: WITH_PLACE,
    orderBy: { number: "desc" },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const reasons = await loadEndReasons(page.map(({ id }) => id));
  const now = new Date();
  return {
    data: page.map(placedRollout).map((rollout) => {
      const standing = standingOf(rollout, reasons.get(rollout.id) ?? null, now);
      return rolloutSummary(rollout, standing);
    }),
    nextCursor: rows.length > limit && last ? cursorOf(String(last.number)) : null,
  };
}

/** Why rollouts were rolled back, by id. */
export async function loadEndReasons(ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const events = await db.rolloutEvent.findMany({
    where: { rolloutId: { in: [...ids] }, type: "rolled_back" },
    select: { rolloutId: true, facts: true },
  });
  return new Map(
    events.flatMap(({ rolloutId, facts }) => {
      const { reason } = facts as { reason: string | null };
      return reason ? [[rolloutId, reason] as const] : [];
    }),
  );
}

/** The id of a rollout of the actor's project, by id or number; or 404. */
export async function findRolloutId(actor: Actor, idOrNumber: string): Promise<string> {
  const which = parseIdOrNumber(idOrNumber);
  const row =
    which &&
    (await db.rollout.findFirst({
      where: { projectId: actor.projectId, ...which },
      select: { id: true },
    }));
  if (!row) throw notFound(`The rollout ${idOrNumber}`);
  return row.id;
}

export async function getRollout(actor: Actor, idOrNumber: string): Promise<Rollout> {
  authorize(actor, reading);
  const id = await findRolloutId(actor, idOrNumber);
  const [rollout, events] = await Promise.all([
    loadRollout(id),
    db.rolloutEvent.findMany({
      where: { rolloutId: id },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take: MOST_EVENTS,
    }),
  ]);
  return rolloutDetail(rollout, events, new Date());
}

export async function getRolloutHistory(actor: Actor, idOrNumber: string): Promise<RolloutHistory> {
  authorize(actor, reading);
  const rolloutId = await findRolloutId(actor, idOrNumber);
  const rows = await db.rolloutSnapshot.findMany({ where: { rolloutId }, orderBy: { at: "asc" } });
  const every = Math.ceil(rows.length / MOST_POINTS);
  return {
    points: rows
      .filter((_, index) => (rows.length - 1 - index) % every === 0)
      .map(({ at, percent, figures }) => ({
        ...{ at: at.toISOString(), percent },
        guardrails: figures as SnapshotFigures,
      })),
  };
}

/** Out of it the decision can be computed again. */
export type EventBasis = Pick<StoredRollout, "plan" | "setups"> & { basis: DecisionBasis };

/** What a decision saw, with the plan and the tests that it was decided by. */
export async function getEventBasis(
  actor: Actor,
  idOrNumber: string,
  event: string,
): Promise<EventBasis> {
  authorize(actor, reading);
  const rolloutId = await findRolloutId(actor, idOrNumber);
  const row = await db.rolloutEvent.findFirst({
    where: { id: event, rolloutId },
    include: { rollout: true },
  });
  if (!row?.basis) throw notFound(`The figures of the event ${event}`);
  const { plan, setups } = storedRollout(row.rollout);
  return { plan, setups, basis: row.basis as unknown as DecisionBasis };
}

/** A rollout that goes on, as a release names it; null when it has ended. */
export async function findRunning(id: string): Promise<{ number: number; version: number } | null> {
  const row = await db.rollout.findFirst({
    where: { id, endedAt: null },
    select: { number: true, candidateVersion: true },
  });
  return row && { number: row.number, version: row.candidateVersion };
}

/** Rollouts by the release that they are of. */
export async function loadByRelease(
  releaseIds: readonly string[],
): Promise<Map<string, PlacedRollout>> {
  if (releaseIds.length === 0) return new Map();
  const rows = await db.rollout.findMany({
    where: { releaseId: { in: [...releaseIds] } },
    include: WITH_PLACE,
  });
  return new Map(rows.map((row) => [row.releaseId, placedRollout(row)]));
}
