import "server-only";
import { randomBytes } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { placedRollout, WITH_PLACE } from "./load-rollout";
import type { RolloutPlan } from "./plan/plan-contract";
import { factsOf, recordRolloutEvent } from "./record-rollout-event";
import { createFigures, type Setups } from "./watch/figures";

interface NewRollout extends Setups {
  id: string;
  promptId: string;
  environmentId: string;
  releaseId: string;
  stable: number;
  candidate: number;
  salt: string;
  plan: RolloutPlan;
  at: Date;
}

/** Begins a rollout of a release that the deployment has as its candidate, under the project's release lock. */
export async function startRollout(tx: Tx, actor: Actor, rollout: NewRollout): Promise<void> {
  const { plan, setups, segmentSetups, at } = rollout;
  const last = await tx.rollout.findFirst({
    where: { projectId: actor.projectId },
    orderBy: { number: "desc" },
    select: { number: true },
  });
  const row = await tx.rollout.create({
    data: {
      ...{ id: rollout.id, projectId: actor.projectId, number: (last?.number ?? 0) + 1 },
      ...{ promptId: rollout.promptId, environmentId: rollout.environmentId },
      ...{ releaseId: rollout.releaseId, salt: rollout.salt },
      ...{ stableVersion: rollout.stable, candidateVersion: rollout.candidate },
      ...{ plan: json(plan), setups: json(setups), segmentSetups: json(segmentSetups) },
      ...{ percent: plan.stages[0]?.percent ?? 0, startedAt: at },
      figures: json(createFigures(rollout, at.getTime())),
      ...{ startedById: actor.userId, startedByName: actor.name },
    },
    include: WITH_PLACE,
  });
  const placed = placedRollout(row);
  // People hear of it as a release.
  await recordRolloutEvent(tx, actor, placed, {
    ...{ type: "started", facts: factsOf(placed), basis: null, at, isQuiet: true },
  });
}

/** A version that is tried again goes to the same units as before, so that nobody is switched for nothing. */
export async function findSalt(
  tx: Tx,
  place: { promptId: string; environmentId: string },
  candidateVersion: number,
): Promise<string> {
  const before = await tx.rollout.findFirst({
    where: { ...place, candidateVersion },
    orderBy: { startedAt: "desc" },
    select: { salt: true },
  });
  return before?.salt ?? randomBytes(9).toString("base64url");
}
