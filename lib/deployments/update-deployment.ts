import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";
import type { DeploymentPlace } from "./deployment";

/** On which the web processes hear that something else is live: `<prompt id>:<environment id>`. */
export const DEPLOYMENT_CHANNEL = "galley_serving";

interface NextState {
  stable: { versionId: string; releaseId: string } | null;
  candidate: { versionId: string; releaseId: string } | null;
  /** 0 to 100, of the units that get the candidate. */
  percent: number;
  salt: string;
  rolloutId: string | null;
}

interface Change {
  /** The revision that the change was decided on; 409 when it is another one by now. */
  from: number;
  to: NextState;
  /** The release that makes it; null: a stage of a rollout. */
  releaseId: string | null;
  at?: Date;
}

/**
 * The only way in which what is live changes: from the revision that was looked at, with a line of history,
 * and heard by the web processes at the commit.
 */
export async function updateDeployment(
  tx: Tx,
  actor: Pick<Actor, "name">,
  { promptId, environmentId }: DeploymentPlace,
  { from, to, releaseId, at = new Date() }: Change,
): Promise<void> {
  const state = {
    revision: from + 1,
    stableVersionId: to.stable?.versionId ?? null,
    stableReleaseId: to.stable?.releaseId ?? null,
    candidateVersionId: to.candidate?.versionId ?? null,
    candidateReleaseId: to.candidate?.releaseId ?? null,
    percent: to.percent,
    salt: to.salt,
    rolloutId: to.rolloutId,
    changedAt: at,
  };
  const { count } =
    from === 0
      ? await tx.deployment.createMany({
          data: [{ promptId, environmentId, ...state }],
          skipDuplicates: true,
        })
      : await tx.deployment.updateMany({
          where: { promptId, environmentId, revision: from },
          data: state,
        });
  if (count === 0) {
    throw new AppError("conflict", "Something else went live there meanwhile. Try again.");
  }
  const { stableVersionId, candidateVersionId, percent, rolloutId, revision } = state;
  await tx.deploymentChange.create({
    data: {
      ...{ promptId, environmentId, revision, stableVersionId, candidateVersionId, percent },
      ...{ rolloutId, releaseId, changedByName: actor.name, at },
    },
  });
  await tx.$executeRaw`select pg_notify(${DEPLOYMENT_CHANNEL}, ${`${promptId}:${environmentId}`})`;
}
