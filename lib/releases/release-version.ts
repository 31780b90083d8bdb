import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { Actor } from "@/lib/auth/actor";
import { authorize, requireOwnDecision } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import type { DeployedVersion } from "@/lib/deployments/deployment";
import { findDeployment } from "@/lib/deployments/find-deployment";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, type ErrorCode } from "@/lib/http/app-error";
import { announce } from "@/lib/notifications/announce";
import { measureVersion } from "@/lib/releases/note/measure-version";
import type { Measured } from "@/lib/releases/note/note-contract";
import { freezeNote } from "@/lib/releases/note/release-note";
import { markStale } from "@/lib/releases/serving/serving-cache";
import { loadDefinitions } from "@/lib/specs/evidence/load-definitions";
import { reasonsAgainst } from "./can-release";
import type { CreateRelease, Release, ReleaseReason } from "./contract";
import { loadApprovals } from "./load-approvals";
import { type Evidence, loadGates } from "./load-gates";
import { loadEnvironment, loadTarget } from "./load-target";
import { lockReleases, putLive } from "./put-live";
import { getRelease } from "./reads";
import { summariseEvidence } from "./summarise-evidence";

const MOST_ATTEMPTS = 30;

/**
 * Puts a version live. What is measured and the gates are read first, since that takes long; the transaction
 * then looks again at all that may have moved, and everything is measured anew when something else went live
 * or criteria, cases, scorers or segments changed meanwhile. What it was decided on is stored with it.
 */
export async function releaseVersion(actor: Actor, input: CreateRelease): Promise<Release> {
  authorize(actor, { scope: "releases:write", role: "editor" });
  requireOwnDecision(actor);
  const target = await loadTarget(actor, input);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const { stable: live } = await findDeployment({
      promptId: target.prompt.id,
      environmentId: target.environment.id,
    });
    const [measured, evidence] = await Promise.all([
      measureVersion(actor, { versionId: target.version.id, live }),
      loadGates(actor, { ...input, version: target.version }),
    ]);
    const id = await db.$transaction((tx) =>
      tryRelease(tx, actor, input, target, { live, measured, evidence }),
    );
    if (!id) continue;
    // This process need not wait to hear of it: who asks next gets the new version.
    markStale({ promptId: target.prompt.id, environmentId: target.environment.id });
    return getRelease(actor, id);
  }
  throw new AppError("conflict", "Someone else is releasing this prompt. Try again.");
}

interface Basis {
  live: DeployedVersion | null;
  measured: Measured;
  evidence: Evidence;
}

/** @returns the release's id, or null when what the evidence compares with is no longer so */
async function tryRelease(
  tx: Tx,
  actor: Actor,
  input: CreateRelease,
  { prompt, version }: Awaited<ReturnType<typeof loadTarget>>,
  { live, measured, evidence }: Basis,
): Promise<string | null> {
  await lockReleases(tx, actor);
  const environment = await loadEnvironment(actor, input.environment, tx);
  const place = { promptId: prompt.id, environmentId: environment.id };
  // Decisions lock their review too, so none can slip in between this look and the commit.
  await tx.$queryRaw`select id from review where version_id = ${version.id}::uuid
    and environment_id = ${environment.id}::uuid for update`;
  const deployment = await findDeployment(place, tx);
  const now = deployment.stable;
  const isMoved = now?.releaseId !== live?.releaseId;
  const definitions = await loadDefinitions(actor.projectId, version, tx);
  if (isMoved || !isDeepStrictEqual(definitions, evidence.definitions)) return null;
  const approvals = await loadApprovals(actor, { version, environment, named: input.review }, tx);
  const gates = approvals.waive(evidence.gates);
  refuse(
    reasonsAgainst({
      version: version.number,
      liveVersion: now?.number ?? null,
      role: actor.role,
      environment,
      ...approvals,
      gates,
    }),
  );
  const decidedOn = { gates, approvals: approvals.approvals, definitions };
  const summary = summariseEvidence(decidedOn);
  const row = await putLive(tx, actor, deployment, {
    versionId: version.id,
    note: freezeNote(input.note, measured),
    evidence: decidedOn,
    reviewId: approvals.review?.id ?? null,
    rollbackOfId: null,
    reason: null,
  });
  if (approvals.review) {
    await tx.review.update({
      where: { id: approvals.review.id },
      data: { state: "released", closedAt: row.releasedAt },
    });
  }
  const facts = { prompt: prompt.name, version: version.number, environment: environment.name };
  await announce(tx, actor, {
    type: "release.published",
    data: {
      ...facts,
      path: `releases/${row.number}`,
      number: row.number,
      title: input.note.goal,
      replaces: row.replaces,
      evidence: summary,
    },
  });
  await recordEvent(tx, actor, {
    type: "release.published",
    subject: { type: "prompt", id: prompt.id },
    data: {
      ...facts,
      release: row.number,
      replaces: row.replaces,
      review: approvals.review?.number ?? null,
      ...summary,
      goal: input.note.goal,
    },
  });
  return row.id;
}

const CODE_OF: readonly [ReleaseReason["code"], ErrorCode][] = [
  ["release_role", "forbidden"],
  ["already_live", "conflict"],
  ["changes_requested", "not_approved"],
  ["not_approved", "not_approved"],
  ["gate_not_passed", "gate_not_passed"],
];

/** All reasons are told at once, under the code of the first that has to be dealt with. */
function refuse(reasons: readonly ReleaseReason[]): void {
  const first = CODE_OF.find(([reason]) => reasons.some(({ code }) => code === reason));
  if (!first) return;
  throw new AppError(first[1], reasons.map(({ message }) => message).join(" "), {
    errors: reasons.map(({ path, message }) => ({ path, message })),
  });
}
