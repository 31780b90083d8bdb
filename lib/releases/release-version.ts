import "server-only";
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Actor } from "@/lib/auth/actor";
import { authorize, requireOwnDecision } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import type { DeployedVersion, DeploymentPlace } from "@/lib/deployments/deployment";
import { findDeployment } from "@/lib/deployments/find-deployment";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, type ErrorCode } from "@/lib/http/app-error";
import { announce } from "@/lib/notifications/announce";
import type { ReleaseSummary } from "@/lib/notifications/contract";
import { loadEnvironment } from "@/lib/projects/load-environment";
import { measureVersion } from "@/lib/releases/note/measure-version";
import type { Measured } from "@/lib/releases/note/note-contract";
import { freezeNote } from "@/lib/releases/note/release-note";
import { markStale } from "@/lib/releases/serving/serving-cache";
import { endRollout } from "@/lib/rollouts/end-rollout";
import { lockPlace } from "@/lib/rollouts/load-rollout";
import type { RolloutPlan } from "@/lib/rollouts/plan/plan-contract";
import { setUpGuardrails } from "@/lib/rollouts/plan/set-up-guardrails";
import { setUpSegments } from "@/lib/rollouts/plan/set-up-segments";
import { findSalt, startRollout } from "@/lib/rollouts/start-rollout";
import type { Setups } from "@/lib/rollouts/watch/figures";
import { loadDefinitions } from "@/lib/specs/evidence/load-definitions";
import { reasonsAgainst } from "./can-release";
import type { CreateRelease, Release } from "./contract";
import type { ReleaseReason } from "./draft-contract";
import { loadApprovals } from "./load-approvals";
import { type Evidence, loadGates } from "./load-gates";
import { loadTarget } from "./load-target";
import { type FirstStage, lockReleases, putLive } from "./put-live";
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
    const [measured, evidence, setups] = await Promise.all([
      measureVersion(actor, { versionId: target.version.id, live }),
      loadGates(actor, { ...input, version: target.version }),
      setUpTests(actor, input, target, live),
    ]);
    const id = await db.$transaction((tx) =>
      tryRelease(tx, actor, input, target, { live, measured, evidence, setups }),
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
  setups: Setups;
}

/** What the rollout of a plan counts, fixed by the version that is live now. */
async function setUpTests(
  actor: Actor,
  { rollout: plan }: CreateRelease,
  { prompt, environment }: Awaited<ReturnType<typeof loadTarget>>,
  live: DeployedVersion | null,
): Promise<Setups> {
  if (!plan || !live) return { setups: [], segmentSetups: [] };
  const place = { prompt: prompt.name, environment: environment.name, stable: live.number };
  const [setups, segmentSetups] = await Promise.all([
    setUpGuardrails(actor, plan, place),
    setUpSegments(actor, plan, place),
  ]);
  return { setups, segmentSetups };
}

/** @returns the release's id, or null when what the evidence compares with is no longer so */
async function tryRelease(
  tx: Tx,
  actor: Actor,
  input: CreateRelease,
  { prompt, version }: Awaited<ReturnType<typeof loadTarget>>,
  { live, measured, evidence, setups }: Basis,
): Promise<string | null> {
  await lockReleases(tx, actor);
  const environment = await loadEnvironment(actor, input.environment, tx);
  const place = { promptId: prompt.id, environmentId: environment.id };
  // Decisions lock their review too, so none can slip in between this look and the commit.
  await tx.$queryRaw`select id from review where version_id = ${version.id}::uuid
    and environment_id = ${environment.id}::uuid for update`;
  const { rollout: running, deployment } = await lockPlace(tx, place);
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
      rollout:
        running && !input.endsRollout
          ? { number: running.number, version: running.candidateVersion }
          : null,
      isStaged: input.rollout !== undefined,
      role: actor.role,
      environment,
      ...approvals,
      gates,
    }),
  );
  const decidedOn = { gates, approvals: approvals.approvals, definitions };
  const first = input.rollout && (await firstStageOf(tx, place, version.number, input.rollout));
  if (running) {
    await endRollout(tx, actor, running, {
      reason: `Taken back for the release of v${version.number}`,
      ...{ order: null, at: new Date() },
    });
  }
  const row = await putLive(
    tx,
    actor,
    deployment,
    {
      versionId: version.id,
      note: freezeNote(input.note, measured),
      evidence: decidedOn,
      reviewId: approvals.review?.id ?? null,
      rollbackOfId: null,
      reason: null,
    },
    first,
  );
  if (approvals.review) {
    await tx.review.update({
      where: { id: approvals.review.id },
      data: { state: "released", closedAt: row.releasedAt },
    });
  }
  await announceRelease(tx, actor, input, {
    ...{ prompt, first, release: row, version: version.number, environment: environment.name },
    review: approvals.review?.number ?? null,
    evidence: summariseEvidence(decidedOn),
  });
  if (first && input.rollout && now) {
    await startRollout(tx, actor, {
      ...{ ...place, id: first.rolloutId, releaseId: row.id, salt: first.salt, ...setups },
      ...{ stable: now.number, candidate: version.number, plan: input.rollout },
      at: row.releasedAt,
    });
  }
  return row.id;
}

interface Publication {
  prompt: { id: string; name: string };
  version: number;
  environment: string;
  release: { number: number; replaces: number | null };
  review: number | null;
  evidence: ReleaseSummary;
  /** undefined: it goes to everybody at once. */
  first: FirstStage | undefined;
}

/** To whoever listens, and in the event log. */
async function announceRelease(
  tx: Tx,
  actor: Actor,
  { note }: CreateRelease,
  { prompt, version, environment, release, review, evidence, first }: Publication,
): Promise<void> {
  const { number, replaces } = release;
  const facts = { prompt: prompt.name, version, environment };
  await announce(tx, actor, {
    type: "release.published",
    data: {
      ...facts,
      path: `releases/${number}`,
      number,
      title: note.goal,
      replaces,
      evidence,
      ...(first ? { percent: first.percent } : {}),
    },
  });
  await recordEvent(tx, actor, {
    type: "release.published",
    subject: { type: "prompt", id: prompt.id },
    data: {
      ...facts,
      release: number,
      replaces,
      review,
      ...evidence,
      goal: note.goal,
    },
  });
}

async function firstStageOf(
  tx: Tx,
  place: DeploymentPlace,
  version: number,
  { stages }: RolloutPlan,
): Promise<FirstStage> {
  const salt = await findSalt(tx, place, version);
  return { rolloutId: randomUUID(), percent: stages[0]?.percent ?? 0, salt };
}

const CODE_OF: readonly [ReleaseReason["code"], ErrorCode][] = [
  ["release_role", "forbidden"],
  ["already_live", "conflict"],
  ["rollout_running", "conflict"],
  ["nothing_to_compare", "invalid"],
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
