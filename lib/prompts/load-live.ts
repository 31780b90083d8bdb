import "server-only";
import { listLive } from "@/lib/deployments/list-live";
import type { LiveVersion } from "./contract";

/** What is live of each prompt, by environment. */
export async function loadLive(
  promptIds: string[],
): Promise<Map<string, Record<string, LiveVersion>>> {
  const live = new Map<string, Record<string, LiveVersion>>();
  for (const { promptId, environment, version, release, candidate } of await listLive({
    promptIds,
  })) {
    live.set(promptId, {
      ...live.get(promptId),
      [environment]: {
        version: version.number,
        releasedAt: release.releasedAt.toISOString(),
        releasedBy: { id: release.releasedById, name: release.releasedByName },
        ...(candidate
          ? {
              rollout: {
                ...{ id: candidate.rolloutId, version: candidate.version },
                percent: candidate.percent,
              },
            }
          : {}),
      },
    });
  }
  return live;
}
