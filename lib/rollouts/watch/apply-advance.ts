import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { findDeployment } from "@/lib/deployments/find-deployment";
import { updateDeployment } from "@/lib/deployments/update-deployment";
import { AppError } from "@/lib/http/app-error";
import type { StepCheck } from "@/lib/rollouts/contract";
import type { PlacedRollout } from "@/lib/rollouts/load-rollout";
import { stagesOf } from "@/lib/rollouts/plan/stages-of";
import {
  type DecisionBasis,
  factsOf,
  recordRolloutEvent,
} from "@/lib/rollouts/record-rollout-event";

interface Advance {
  at: Date;
  reason: string | null;
  checks: StepCheck[];
  basis: DecisionBasis | null;
}

/** Goes to the next stage, or to everybody, under the rollout's lock; the deployment moves in the same commit. */
export async function applyAdvance(
  tx: Tx,
  actor: Actor,
  rollout: PlacedRollout,
  { at, reason, checks, basis }: Advance,
): Promise<void> {
  const stages = stagesOf(rollout.plan);
  const stage = rollout.stage + 1;
  const percent = stages[stage]?.percent ?? 100;
  const isLast = percent >= 100;
  const { promptId, environmentId } = rollout;
  const deployment = await findDeployment({ promptId, environmentId }, tx);
  const { stable, candidate } = deployment;
  if (deployment.rolloutId !== rollout.id || !stable || !candidate) {
    throw new AppError("conflict", "Something else went live there meanwhile. Look again.");
  }
  const live = (version: typeof stable) => ({
    versionId: version.id,
    releaseId: version.releaseId,
  });
  await updateDeployment(tx, actor, deployment, {
    from: deployment.revision,
    to: isLast
      ? { stable: live(candidate), candidate: null, percent: 0, salt: "", rolloutId: null }
      : {
          ...{ stable: live(stable), candidate: live(candidate), percent },
          ...{ salt: rollout.salt, rolloutId: rollout.id },
        },
    releaseId: null,
    at,
  });
  const { figures } = rollout;
  figures.stageStarts[stage] = at.getTime();
  await tx.rollout.update({
    where: { id: rollout.id },
    data: {
      ...{ stage, percent, holdingFor: [] },
      state: isLast ? "completed" : "running",
      endedAt: isLast ? at : null,
      figures: json(figures),
    },
    select: { id: true },
  });
  await recordRolloutEvent(tx, actor, rollout, {
    type: isLast ? "completed" : "advanced",
    facts: factsOf({ ...rollout, stage, percent }, { reason, checks }),
    basis,
    at,
  });
}
