import "server-only";
import { db, type Prisma, type Tx } from "@/lib/db/client";
import type { PinScope } from "./pin-scope";

export const WITH_NAMES = {
  environment: { select: { name: true, releaseRole: true } },
  prompt: { select: { name: true } },
  version: { select: { number: true } },
} satisfies Prisma.DeploymentPinInclude;

/** A pin with the names of what it is about. */
export type PinRow = Prisma.DeploymentPinGetPayload<{ include: typeof WITH_NAMES }>;

interface PinFilter {
  environmentId: string;
  promptId?: string | undefined;
  /** Also those that were removed. */
  withRemoved: boolean;
  before?: string | undefined;
  limit: number;
}

/** Newest first. Of a prompt: also those of every prompt. */
export function listPins({
  environmentId,
  promptId,
  withRemoved,
  before,
  limit,
}: PinFilter): Promise<PinRow[]> {
  return db.deploymentPin.findMany({
    where: {
      environmentId,
      ...(promptId ? { OR: [{ promptId }, { promptId: null }] } : {}),
      ...(withRemoved ? {} : { removedAt: null }),
      ...(before ? { id: { lt: before } } : {}),
    },
    include: WITH_NAMES,
    orderBy: { id: "desc" },
    take: limit,
  });
}

/** What applies in the environment, to hold a new pin against. */
export function loadActivePins(
  tx: Tx,
  { environmentId }: Pick<PinScope, "environmentId">,
): Promise<PinRow[]> {
  return tx.deploymentPin.findMany({
    where: { environmentId, removedAt: null },
    include: WITH_NAMES,
  });
}

/** null: there is no such pin in this environment of the project. */
export function findPin(
  id: string,
  place: { projectId: string; environment: string },
): Promise<PinRow | null> {
  return db.deploymentPin.findFirst({
    where: { id, environment: { projectId: place.projectId, name: place.environment } },
    include: WITH_NAMES,
  });
}
