import "server-only";
import { db, Prisma, type Tx } from "@/lib/db/client";
import type { DeploymentPlace } from "@/lib/deployments/deployment";
import { findDeployment } from "@/lib/deployments/find-deployment";
import { type StoredRollout, storedRollout } from "./rollout-row";

export const WITH_PLACE = {
  prompt: { select: { name: true } },
  environment: { select: { name: true, releaseRole: true } },
  release: { select: { number: true } },
  project: { select: { slug: true } },
} satisfies Prisma.RolloutInclude;

type Place = Pick<
  Prisma.RolloutGetPayload<{ include: typeof WITH_PLACE }>,
  keyof typeof WITH_PLACE
>;

/** A rollout with the names of what it is about. */
export type PlacedRollout = StoredRollout & Place;

export function placedRollout(
  row: Prisma.RolloutGetPayload<{ include: typeof WITH_PLACE }>,
): PlacedRollout {
  const { prompt, environment, release, project, ...rest } = row;
  return { ...storedRollout(rest), prompt, environment, release, project };
}

/**
 * `or_leave_it` takes no rollout that another worker has. `shared` is for who keeps workers away by a lock of its own,
 * for key share, while the rollout is watched by another clock.
 */
export type RolloutLock = "wait" | "or_leave_it" | "shared";

const LOCK: Record<RolloutLock, Prisma.Sql> = {
  wait: Prisma.sql`for update`,
  or_leave_it: Prisma.sql`for update skip locked`,
  shared: Prisma.sql`for no key update`,
};

/** A rollout that goes on, locked until the transaction ends; null when it has ended, or is left alone. */
export async function lockRollout(
  tx: Tx,
  id: string,
  lock: RolloutLock = "wait",
): Promise<PlacedRollout | null> {
  const locked = await tx.$queryRaw<{ id: string }[]>`
    select id from rollout where id = ${id}::uuid and ended_at is null ${LOCK[lock]}`;
  if (locked.length === 0) return null;
  return placedRollout(await tx.rollout.findUniqueOrThrow({ where: { id }, include: WITH_PLACE }));
}

/**
 * What is live at a place, with the rollout that goes on there, locked. The rollout first, as the worker does it, so
 * that nobody waits for each other.
 */
export async function lockPlace(tx: Tx, place: DeploymentPlace) {
  const { rolloutId } = await findDeployment(place, tx);
  const rollout = rolloutId ? await lockRollout(tx, rolloutId) : null;
  return { rollout, deployment: await findDeployment(place, tx) };
}

/** A rollout by its id, which exists. */
export async function loadRollout(id: string): Promise<PlacedRollout> {
  return placedRollout(await db.rollout.findUniqueOrThrow({ where: { id }, include: WITH_PLACE }));
}

/** Rollouts that go on, the oldest first. */
export function listActiveRollouts(): Promise<{ id: string; projectId: string }[]> {
  return db.rollout.findMany({
    where: { endedAt: null },
    select: { id: true, projectId: true },
    orderBy: { startedAt: "asc" },
    take: 1_000,
  });
}
