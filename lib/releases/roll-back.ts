import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize, requireOwnDecision } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import type { Deployment } from "@/lib/deployments/deployment";
import { recordEvent } from "@/lib/events/record-event";
import { AppError } from "@/lib/http/app-error";
import { announce } from "@/lib/notifications/announce";
import type { ReleaseNote } from "@/lib/releases/note/note-contract";
import { markStale } from "@/lib/releases/serving/serving-cache";
import { endRollout } from "@/lib/rollouts/end-rollout";
import { lockPlace } from "@/lib/rollouts/load-rollout";
import type { RollbackOrder } from "@/lib/rollouts/watch/watch-rollout";
import type { Release, RollBack } from "./contract";
import { lockReleases, putLive } from "./put-live";
import { findRelease, getRelease } from "./reads";
import { rollbackTargets } from "./rollback-targets";

/**
 * Takes a release back: the version that was live before it goes live again, as a new release; of the first one
 * nothing is live any more. In an incident nobody waits for approvals or gates, so only the environment's release
 * role is asked for. What a rollback took away comes back by a release. A rollout that goes on there ends with it;
 * `order` is the worker's, when a guardrail of that rollout fired.
 */
export async function rollBack(
  actor: Actor,
  idOrNumber: string,
  { reason }: RollBack,
  order: RollbackOrder | null = null,
): Promise<Release> {
  authorize(actor, { scope: "releases:write", role: "editor" });
  requireOwnDecision(actor);
  const release = await findRelease(actor, idOrNumber);
  const { promptId, environmentId, replaces } = release;
  const id = await db.$transaction(async (tx) => {
    await lockReleases(tx, actor);
    const environment = await tx.environment.findUniqueOrThrow({ where: { id: environmentId } });
    authorize(actor, { scope: "releases:write", role: environment.releaseRole });
    const { rollout, deployment } = await lockPlace(tx, { promptId, environmentId });
    if (order && rollout?.id !== order.rolloutId) {
      throw new AppError("conflict", "The rollout has ended meanwhile.");
    }
    const isCandidate = deployment.candidate?.releaseId === release.id;
    if (!isCandidate) await refuseRollback(tx, release, deployment);
    const row = await putLive(tx, actor, deployment, {
      versionId: replaces === null ? null : await idOfVersion(tx, promptId, replaces),
      note: noteOf(release, reason),
      evidence: null,
      reviewId: null,
      rollbackOfId: release.id,
      reason,
    });
    if (rollout) await endRollout(tx, actor, rollout, { reason, order, at: row.releasedAt });
    const facts = { prompt: release.prompt, environment: environment.name };
    const version = replaces ?? undefined;
    await announce(tx, actor, {
      type: "release.rolled_back",
      data: {
        ...facts,
        version,
        path: `releases/${row.number}`,
        number: row.number,
        title: reason,
        text: reason,
        replaces: row.replaces,
      },
    });
    await recordEvent(tx, actor, {
      type: "release.rolled_back",
      subject: { type: "prompt", id: promptId },
      data: {
        ...facts,
        version,
        release: row.number,
        replaces: row.replaces,
        rollbackOf: release.number,
        reason,
      },
    });
    return row.id;
  });
  // This process need not wait to hear of it: who asks next gets the earlier version.
  markStale({ promptId, environmentId });
  return getRelease(actor, id);
}

type Taken = Awaited<ReturnType<typeof findRelease>>;

async function refuseRollback(
  tx: Tx,
  release: Taken,
  { stable, candidate }: Deployment,
): Promise<void> {
  const { prompt, environment, replaces } = release;
  const live = stable?.number ?? null;
  if (live === null) {
    throw new AppError("conflict", `Nothing of ${prompt} is live in ${environment}.`);
  }
  if (live === replaces) {
    throw new AppError("conflict", `v${replaces} is live in ${environment} already.`);
  }
  const rows = await tx.release.findMany({
    where: {
      ...{ promptId: release.promptId, environmentId: release.environmentId },
      // Not live for everybody, so there is no way back from it to another.
      ...(candidate ? { id: { not: candidate.releaseId } } : {}),
    },
    orderBy: { number: "asc" },
    select: { rollbackOfId: true, version: { select: { number: true } } },
  });
  const targets = rollbackTargets(
    rows.map(({ version, rollbackOfId }) => ({
      version: version?.number ?? null,
      isRollback: rollbackOfId !== null,
    })),
  );
  if (replaces !== null && !targets.includes(replaces)) {
    throw new AppError(
      "conflict",
      `v${replaces} was rolled back in ${environment}. Release it again: that needs the approvals and gates of ${environment}, as every release does.`,
    );
  }
  if (replaces === null && targets.length > 0) {
    throw new AppError(
      "conflict",
      `Release ${release.number} is the first of ${prompt} in ${environment}: nothing was live before it. Roll back to ${targets.map((version) => `v${version}`).join(" or ")} instead.`,
    );
  }
}

async function idOfVersion(tx: Tx, promptId: string, number: number): Promise<string> {
  const where = { promptId_number: { promptId, number } };
  return (await tx.promptVersion.findUniqueOrThrow({ where, select: { id: true } })).id;
}

function noteOf({ number, version, replaces, environment }: Taken, reason: string): ReleaseNote {
  const asOf = new Date().toISOString();
  const instead =
    replaces === null
      ? `nothing is live in ${environment} any more`
      : `v${replaces} instead of v${version}`;
  return {
    goal: reason,
    change: `Undoes release ${number}: ${instead}.`,
    evalResult: "",
    tradeOff: "",
    risks: "",
    added: { evalResult: "", tradeOff: "" },
    measured: { asOf, against: null, runs: [], evalResult: [], tradeOff: [] },
  };
}
