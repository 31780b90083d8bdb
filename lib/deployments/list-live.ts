import "server-only";
import { db } from "@/lib/db/client";

export interface LiveThere {
  promptId: string;
  environment: string;
  version: { id: string; number: number; contentHash: string };
  release: { releasedAt: Date; releasedById: string | null; releasedByName: string };
  /** Another version that some of the units get. */
  candidate: { version: number; percent: number; rolloutId: string } | null;
}

/** The stable version of each of these prompts in each environment, or of a project's in one of them. */
export async function listLive(
  of: { promptIds: string[] } | { projectId: string; environment: string },
): Promise<LiveThere[]> {
  const rows = await db.deployment.findMany({
    where:
      "promptIds" in of
        ? { promptId: { in: of.promptIds } }
        : { environment: { projectId: of.projectId, name: of.environment } },
    select: {
      promptId: true,
      environment: { select: { name: true } },
      stableVersion: { select: { id: true, number: true, contentHash: true } },
      percent: true,
      rolloutId: true,
      candidateVersion: { select: { number: true } },
      stableRelease: { select: { releasedAt: true, releasedById: true, releasedByName: true } },
    },
  });
  return rows.flatMap(({ promptId, environment, stableVersion, stableRelease, ...row }) =>
    stableVersion && stableRelease
      ? [
          {
            promptId,
            environment: environment.name,
            version: stableVersion,
            release: stableRelease,
            candidate:
              row.candidateVersion && row.rolloutId
                ? {
                    ...{ version: row.candidateVersion.number, percent: row.percent },
                    rolloutId: row.rolloutId,
                  }
                : null,
          },
        ]
      : [],
  );
}
