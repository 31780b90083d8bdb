import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { Prisma, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import type { Deployment } from "@/lib/deployments/deployment";
import { updateDeployment } from "@/lib/deployments/update-deployment";
import type { ReleaseNote } from "@/lib/releases/note/note-contract";
import type { ReleaseEvidence } from "@/lib/reviews/evidence/release-evidence-contract";

/** One release at a time in a project, until the commit: numbers, history and what is live cannot part. */
export async function lockReleases(tx: Tx, { projectId }: Actor): Promise<void> {
  const lock = createHash("sha256").update(`releases:${projectId}`).digest().readBigInt64BE();
  await tx.$executeRaw`select pg_advisory_xact_lock(${lock})`;
}

interface NewRelease {
  /** null: nothing is live there any more. */
  versionId: string | null;
  note: ReleaseNote;
  evidence: ReleaseEvidence | null;
  reviewId: string | null;
  rollbackOfId: string | null;
  reason: string | null;
}

/** How a release begins that does not go to everybody at once. */
export interface FirstStage {
  rolloutId: string;
  percent: number;
  salt: string;
}

/** Appends to the history and moves what is live, under `lockReleases`. */
export async function putLive(
  tx: Tx,
  actor: Actor,
  deployment: Deployment,
  release: NewRelease,
  first: FirstStage | null = null,
) {
  const { promptId, environmentId, stable, revision } = deployment;
  const { versionId } = release;
  const last = await tx.release.findFirst({
    where: { projectId: actor.projectId },
    orderBy: { number: "desc" },
    select: { number: true, releasedAt: true },
  });
  // Clocks step back; the order of the history does not.
  const releasedAt = new Date(Math.max(Date.now(), (last?.releasedAt.getTime() ?? 0) + 1));
  const row = await tx.release.create({
    data: {
      ...release,
      ...{ promptId, environmentId },
      replaces: stable?.number ?? null,
      projectId: actor.projectId,
      number: (last?.number ?? 0) + 1,
      note: json(release.note),
      evidence: release.evidence ? json(release.evidence) : Prisma.DbNull,
      releasedById: actor.userId,
      releasedByName: actor.name,
      releasedAt,
    },
  });
  const version = versionId === null ? null : { versionId, releaseId: row.id };
  await updateDeployment(tx, actor, deployment, {
    from: revision,
    to:
      first && stable
        ? {
            stable: { versionId: stable.id, releaseId: stable.releaseId },
            candidate: version,
            ...first,
          }
        : { stable: version, candidate: null, percent: 0, salt: "", rolloutId: null },
    releaseId: row.id,
    at: releasedAt,
  });
  return row;
}
