import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize, requireOwnDecision } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { AppError, invalid } from "@/lib/http/app-error";
import type { Rollout } from "./contract";
import { lockRollout, type PlacedRollout } from "./load-rollout";
import { stagesOf } from "./plan/stages-of";
import { findRolloutId, getRollout } from "./reads";
import { factsOf, recordRolloutEvent } from "./record-rollout-event";
import type { Dismissal } from "./rollout-row";
import type { AdvanceRollout, PauseRollout, ResumeRollout } from "./routes-contract";
import { applyAdvance } from "./watch/apply-advance";
import { decideStep } from "./watch/decide-step";
import { basisOf } from "./watch/watch-rollout";

/** Stays at this stage. Guardrails go on watching: they roll a paused rollout back, too. */
export function pauseRollout(
  actor: Actor,
  idOrNumber: string,
  { reason }: PauseRollout,
): Promise<Rollout> {
  return change(actor, idOrNumber, async (tx, rollout, at) => {
    if (rollout.state === "paused") throw new AppError("conflict", "It is paused already.");
    await tx.rollout.update({
      where: { id: rollout.id },
      data: { state: "paused", holdingFor: [] },
      select: { id: true },
    });
    const facts = factsOf(rollout, { reason: reason || null });
    const basis = basisOf(rollout, at.getTime());
    await recordRolloutEvent(tx, actor, rollout, { type: "paused", facts, basis, at });
  });
}

/** Goes on after a pause. A breach that paused it is dismissed, which needs a reason. */
export function resumeRollout(
  actor: Actor,
  idOrNumber: string,
  { reason }: ResumeRollout,
): Promise<Rollout> {
  return change(actor, idOrNumber, async (tx, rollout, at) => {
    if (rollout.state !== "paused") {
      throw new AppError("conflict", "It is not paused, so there is nothing to resume.");
    }
    await dismissBreaches(tx, actor, rollout, { actions: ["pause"], reason, at });
    await tx.rollout.update({
      where: { id: rollout.id },
      data: { state: "running" },
      select: { id: true },
    });
    const facts = factsOf(rollout, { reason: reason || null });
    await recordRolloutEvent(tx, actor, rollout, { type: "resumed", facts, basis: null, at });
  });
}

/** Goes to the next stage now, whatever is still to be waited for; setting a breach aside needs a reason. */
export function advanceRollout(
  actor: Actor,
  idOrNumber: string,
  { reason, stage }: AdvanceRollout,
): Promise<Rollout> {
  return change(actor, idOrNumber, async (tx, rollout, at) => {
    if (stage !== undefined && stage !== rollout.stage + 1) {
      throw new AppError(
        "conflict",
        `It is in stage ${rollout.stage + 1} of ${stagesOf(rollout.plan).length} by now. Look again.`,
      );
    }
    const basis = basisOf(rollout, at.getTime());
    const step = decideStep({ ...basis.step, plan: rollout.plan });
    if (step.kind === "roll_back") {
      throw new AppError("conflict", "A guardrail is breached: it is being rolled back.");
    }
    await dismissBreaches(tx, actor, rollout, { actions: ["pause", "hold"], reason, at });
    const checks = "checks" in step ? step.checks : [];
    await applyAdvance(tx, actor, rollout, { at, reason: reason || null, checks, basis });
  });
}

/** Every change by a person: who may, on the rollout as it is now, and what it is afterwards. */
async function change(
  actor: Actor,
  idOrNumber: string,
  write: (tx: Tx, rollout: PlacedRollout, at: Date) => Promise<void>,
): Promise<Rollout> {
  authorize(actor, { scope: "releases:write", role: "editor" });
  requireOwnDecision(actor);
  const id = await findRolloutId(actor, idOrNumber);
  await db.$transaction(async (tx) => {
    const rollout = await lockRollout(tx, id);
    if (!rollout) throw new AppError("conflict", "The rollout has ended.");
    authorize(actor, { scope: "releases:write", role: rollout.environment.releaseRole });
    await write(tx, rollout, new Date());
  });
  return getRollout(actor, id);
}

interface Dismissing {
  actions: readonly string[];
  reason: string;
  at: Date;
}

/** Breaches of these kinds do not act again; who said so, and why, is written down. Records an event of its own. */
async function dismissBreaches(
  tx: Tx,
  actor: Actor,
  rollout: PlacedRollout,
  { actions, reason, at }: Dismissing,
): Promise<void> {
  const basis = basisOf(rollout, at.getTime());
  const { verdicts, dismissed } = basis.step;
  const breached = rollout.plan.guardrails.flatMap(({ action }, index) =>
    actions.includes(action) && verdicts[index] === "fail" && !dismissed.includes(index)
      ? [index]
      : [],
  );
  if (breached.length === 0) return;
  if (!reason) throw invalid("reason", "A guardrail is breached. Say why the rollout may go on.");
  const dismissals: Dismissal[] = [
    ...rollout.dismissals,
    ...breached.map((guardrail) => ({
      ...{ guardrail, by: actor.name, at: at.toISOString(), reason },
    })),
  ];
  rollout.dismissals = dismissals;
  await tx.rollout.update({
    where: { id: rollout.id },
    data: { dismissals: json(dismissals) },
    select: { id: true },
  });
  for (const guardrail of breached) {
    const facts = factsOf(rollout, { reason, guardrail });
    await recordRolloutEvent(tx, actor, rollout, { type: "dismissed", facts, basis, at });
  }
}
