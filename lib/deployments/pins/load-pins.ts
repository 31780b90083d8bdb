import "server-only";
import { db } from "@/lib/db/client";
import type { Arm } from "@/lib/deployments/assign-arm";
import type { Pin } from "@/lib/deployments/choose-version";
import type { DeploymentPlace } from "@/lib/deployments/deployment";

export interface PlacePins {
  /** Those of the prompt before those of the whole environment: the first pin of a unit counts. */
  pins: (Pin & { units: string[] })[];
  /** Numbers and ids of the versions that they name. */
  versions: { id: string; number: number }[];
}

/** What units are pinned to of one prompt in one environment. */
export async function loadPins({ promptId, environmentId }: DeploymentPlace): Promise<PlacePins> {
  const rows = await db.deploymentPin.findMany({
    where: { environmentId, removedAt: null, OR: [{ promptId }, { promptId: null }] },
    select: {
      ...{ units: true, arm: true },
      version: { select: { id: true, number: true } },
    },
    orderBy: [{ promptId: { sort: "asc", nulls: "last" } }, { id: "asc" }],
  });
  const versions = new Map(rows.flatMap(({ version }) => (version ? [[version.id, version]] : [])));
  return {
    pins: rows.map(({ units, arm, version }) =>
      version ? { units, version: version.number } : { units, arm: arm as Arm },
    ),
    versions: [...versions.values()],
  };
}
