import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import type { Arm } from "@/lib/deployments/assign-arm";
import { DEPLOYMENT_CHANNEL } from "@/lib/deployments/update-deployment";
import { type PinRow, WITH_NAMES } from "./list-pins";
import type { PinScope } from "./pin-scope";

export interface NewPin {
  units: string[];
  target: { arm: Arm } | { versionId: string };
  reason: string;
}

/** One change of an environment's pins at a time, until the commit. */
export async function lockPins(tx: Tx, { environmentId }: PinScope): Promise<void> {
  await tx.$queryRaw`select id from environment where id = ${environmentId}::uuid for no key update`;
}

/** Appends a pin, under `lockPins`; the web processes hear of it at the commit. */
export async function addPin(
  tx: Tx,
  { userId, name }: Pick<Actor, "userId" | "name">,
  scope: PinScope,
  { units, target, reason }: NewPin,
): Promise<PinRow> {
  const row = await tx.deploymentPin.create({
    data: { ...scope, ...target, units, reason, createdById: userId, createdByName: name },
    include: WITH_NAMES,
  });
  await notifyPlaces(tx, scope);
  return row;
}

/** @returns whether it applied until now */
export async function endPin(
  tx: Tx,
  { userId, name }: Pick<Actor, "userId" | "name">,
  { id, ...scope }: PinScope & { id: string },
): Promise<boolean> {
  const { count } = await tx.deploymentPin.updateMany({
    where: { id, removedAt: null },
    data: { removedAt: new Date(), removedById: userId, removedByName: name },
  });
  if (count > 0) await notifyPlaces(tx, scope);
  return count > 0;
}

async function notifyPlaces(tx: Tx, { environmentId, promptId }: PinScope): Promise<void> {
  await tx.$executeRaw`
    select pg_notify(${DEPLOYMENT_CHANNEL}, prompt_id || ':' || environment_id) from deployment
    where environment_id = ${environmentId}::uuid
      and (${promptId}::uuid is null or prompt_id = ${promptId}::uuid)`;
}
