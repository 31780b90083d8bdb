import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { findDeployment } from "@/lib/deployments/find-deployment";
import { measureVersion } from "@/lib/releases/note/measure-version";
import { findRunning } from "@/lib/rollouts/reads";
import { reasonsAgainst } from "./can-release";
import type { ReleaseDraft, ReleaseDraftQuery } from "./draft-contract";
import { loadApprovals } from "./load-approvals";
import { loadGates } from "./load-gates";
import { loadTarget } from "./load-target";

const MOST_CHANGES = 20;

/** What a release would say and what stands against it, as of now; nothing is kept. */
export async function draftRelease(actor: Actor, query: ReleaseDraftQuery): Promise<ReleaseDraft> {
  authorize(actor, { scope: "prompts:read" });
  const { prompt, version, environment } = await loadTarget(actor, query);
  const { stable: live, rolloutId } = await findDeployment({
    promptId: prompt.id,
    environmentId: environment.id,
  });
  const [measured, evidence, { waive, ...approvals }, changes, rollout] = await Promise.all([
    measureVersion(actor, { versionId: version.id, live }),
    loadGates(actor, { ...query, version }),
    loadApprovals(actor, { version, environment, named: query.review }),
    db.promptVersion.findMany({
      where: {
        promptId: prompt.id,
        number: { lte: version.number, ...(live ? { gt: live.number } : {}) },
      },
      orderBy: { number: "desc" },
      take: MOST_CHANGES,
      select: { number: true, commitMessage: true },
    }),
    rolloutId ? findRunning(rolloutId) : null,
  ]);
  const gates = waive(evidence.gates);
  const reasons = reasonsAgainst({
    version: version.number,
    liveVersion: live?.number ?? null,
    rollout,
    isStaged: false,
    role: actor.role,
    environment,
    ...approvals,
    gates,
  });
  return {
    prompt: prompt.name,
    version: version.number,
    environment: environment.name,
    replaces: live?.number ?? null,
    author: { id: version.authorId, name: version.authorName },
    changes: changes.map(({ number, commitMessage }) => ({
      version: number,
      message: commitMessage,
    })),
    measured,
    checks: {
      isAllowed: reasons.length === 0,
      reasons,
      requiredApprovals: environment.requiredApprovals,
      requiresGates: environment.requiresGates,
      releaseRole: environment.releaseRole,
      ...approvals,
      gates,
    },
  };
}
