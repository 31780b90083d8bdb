import "server-only";
import { db, type Tx } from "@/lib/db/client";
import type { DeployedVersion, Deployment, DeploymentPlace } from "./deployment";

const number = { select: { number: true } } as const;

/** What is live there now; revision 0 when nothing was ever released. */
export async function findDeployment(
  { promptId, environmentId }: DeploymentPlace,
  from: Tx | typeof db = db,
): Promise<Deployment> {
  const row = await from.deployment.findUnique({
    where: { promptId_environmentId: { promptId, environmentId } },
    include: { stableVersion: number, candidateVersion: number },
  });
  const place = { promptId, environmentId };
  if (!row) {
    const nothing = { stable: null, candidate: null, percent: 0, salt: "", rolloutId: null };
    return { ...place, revision: 0, ...nothing };
  }
  return {
    ...place,
    revision: row.revision,
    stable: versionOf(row.stableVersionId, row.stableVersion, row.stableReleaseId),
    candidate: versionOf(row.candidateVersionId, row.candidateVersion, row.candidateReleaseId),
    percent: row.percent,
    salt: row.salt,
    rolloutId: row.rolloutId,
  };
}

function versionOf(
  id: string | null,
  version: { number: number } | null,
  releaseId: string | null,
): DeployedVersion | null {
  return id && version && releaseId ? { id, number: version.number, releaseId } : null;
}
