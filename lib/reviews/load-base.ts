import "server-only";
import { db } from "@/lib/db/client";
import type { DeployedVersion } from "@/lib/deployments/deployment";
import { findDeployment } from "@/lib/deployments/find-deployment";
import type { ReviewBase } from "@/lib/reviews/evidence/evidence-contract";
import type { ReviewRow } from "./review-row";

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
  const { stable } = await findDeployment(row);
  const number = stable?.number === row.version.number ? await replacedBy(stable) : stable?.number;
  if (number) return { version: number, kind: "live" };
  const { parentVersion } = row.version;
  return parentVersion
    ? { version: parentVersion, kind: "parent" }
    : { version: null, kind: "nothing" };
}

async function replacedBy({ releaseId }: DeployedVersion): Promise<number | null> {
  const release = await db.release.findUnique({
    where: { id: releaseId },
    select: { replaces: true },
  });
  return release?.replaces ?? null;
}
