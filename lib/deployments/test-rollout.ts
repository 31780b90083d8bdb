import "server-only";
import { db } from "@/lib/db/client";
import type { TestProject } from "@/lib/projects/test-project";
import type { DeploymentPlace } from "./deployment";
import { updateDeployment } from "./update-deployment";

/** For database tests: v2 for half of the units in staging, as the first stage of a rollout leaves it. */
export async function startTestRollout(
  project: TestProject,
  rolloutId: string,
): Promise<DeploymentPlace> {
  const row = await db.deployment.findFirstOrThrow({
    where: { environment: { projectId: project.id, name: "staging" } },
  });
  if (!row.stableVersionId || !row.stableReleaseId) throw new Error("Nothing is live in staging.");
  const stable = { versionId: row.stableVersionId, releaseId: row.stableReleaseId };
  const { id } = await db.promptVersion.findFirstOrThrow({
    where: { promptId: row.promptId, number: 2 },
  });
  const to = {
    ...{ stable, candidate: { ...stable, versionId: id } },
    ...{ percent: 50, salt: "s", rolloutId },
  };
  await updateDeployment(db, project.admin, row, { from: row.revision, to, releaseId: null });
  return row;
}
