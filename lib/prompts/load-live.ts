import "server-only";
import { db } from "@/lib/db/client";
import type { LiveVersion } from "./contract";

/** What is live of each prompt, by environment. Releases write it; here it is only looked at. */
export async function loadLive(
  promptIds: string[],
): Promise<Map<string, Record<string, LiveVersion>>> {
  const rows = await db.liveVersion.findMany({
    where: { promptId: { in: promptIds } },
    include: {
      environment: { select: { name: true } },
      version: { select: { number: true } },
      release: { select: { releasedAt: true, releasedById: true, releasedByName: true } },
    },
  });
  const live = new Map<string, Record<string, LiveVersion>>();
  for (const { promptId, environment, version, release } of rows) {
    live.set(promptId, {
      ...live.get(promptId),
      [environment.name]: {
        version: version.number,
        releasedAt: release.releasedAt.toISOString(),
        releasedBy: { id: release.releasedById, name: release.releasedByName },
      },
    });
  }
  return live;
}
