import "server-only";
import { db } from "@/lib/db/client";
import type { ReviewBase } from "./evidence-contract";
import type { ReviewRow } from "./load-review";

/**
 * What a review's version is compared with: the version that is live in its environment, else its parent. One
 * that was released is compared with what it replaced, whatever is live since.
 */
export async function loadBase(row: ReviewRow): Promise<ReviewBase> {
  const [release] = row.releases;
  if (row.state === "released" && release) {
    return release.replaces === null
      ? { version: null, kind: "nothing" }
      : { version: release.replaces, kind: "live" };
  }
  const live = await db.liveVersion.findUnique({
    where: {
      promptId_environmentId: { promptId: row.promptId, environmentId: row.environmentId },
    },
    select: { version: { select: { number: true } }, release: { select: { replaces: true } } },
  });
  const number =
    live?.version.number === row.version.number ? live.release.replaces : live?.version.number;
  if (number) return { version: number, kind: "live" };
  const { parentVersion } = row.version;
  return parentVersion
    ? { version: parentVersion, kind: "parent" }
    : { version: null, kind: "nothing" };
}
