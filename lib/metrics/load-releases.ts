import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { promptNamed } from "@/lib/prompts/prompt-named";
import type { MetricScope, ReleaseMarker } from "./contract";

const MOST = 100;

/** What went live in a range, oldest first: the moments that a chart marks. */
export async function loadReleases(
  actor: Actor,
  { prompt, environment }: MetricScope,
  { from, to }: { from: Date; to: Date },
): Promise<ReleaseMarker[]> {
  const rows = await db.release.findMany({
    where: {
      projectId: actor.projectId,
      versionId: { not: null },
      releasedAt: { gte: from, lt: to },
      ...(prompt ? { prompt: promptNamed(prompt) } : {}),
      ...(environment ? { environment: { name: environment } } : {}),
    },
    include: {
      prompt: { select: { name: true } },
      environment: { select: { name: true } },
      version: { select: { number: true } },
    },
    orderBy: { number: "desc" },
    take: MOST,
  });
  return rows.reverse().flatMap(({ version, ...row }) =>
    version
      ? [
          {
            at: row.releasedAt.toISOString(),
            version: version.number,
            prompt: row.prompt.name,
            environment: row.environment.name,
            number: row.number,
            isRollback: row.rollbackOfId !== null,
            releasedBy: { id: row.releasedById, name: row.releasedByName },
          },
        ]
      : [],
  );
}
