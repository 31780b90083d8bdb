import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { Prisma, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import type { ReleaseNote } from "@/lib/releases/note/note-contract";
import type { ReleaseEvidence } from "@/lib/reviews/release-evidence-contract";

/** On which the web processes hear that something else is live: `<prompt id>:<environment id>`. */
export const SERVING_CHANNEL = "galley_serving";

/** One release at a time in a project, until the commit: numbers, history and what is live cannot part. */
export async function lockReleases(tx: Tx, { projectId }: Actor): Promise<void> {
  const lock = createHash("sha256").update(`releases:${projectId}`).digest().readBigInt64BE();
  await tx.$executeRaw`select pg_advisory_xact_lock(${lock})`;
}

interface NewRelease {
  promptId: string;
  environmentId: string;
  /** null: nothing is live there any more. */
  versionId: string | null;
  replaces: number | null;
  note: ReleaseNote;
  evidence: ReleaseEvidence | null;
  reviewId: string | null;
  rollbackOfId: string | null;
  reason: string | null;
}

/** Appends to the history and moves what is live, under `lockReleases`; serving hears of it at the commit. */
export async function putLive(tx: Tx, actor: Actor, release: NewRelease) {
  const { promptId, environmentId, versionId } = release;
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
      projectId: actor.projectId,
      number: (last?.number ?? 0) + 1,
      note: json(release.note),
      evidence: release.evidence ? json(release.evidence) : Prisma.DbNull,
      releasedById: actor.userId,
      releasedByName: actor.name,
      releasedAt,
    },
  });
  if (versionId === null) {
    await tx.liveVersion.deleteMany({ where: { promptId, environmentId } });
  } else {
    await tx.liveVersion.upsert({
      where: { promptId_environmentId: { promptId, environmentId } },
      create: { promptId, environmentId, versionId, releaseId: row.id },
      update: { versionId, releaseId: row.id },
    });
  }
  await tx.$executeRaw`select pg_notify(${SERVING_CHANNEL}, ${`${promptId}:${environmentId}`})`;
  return row;
}
