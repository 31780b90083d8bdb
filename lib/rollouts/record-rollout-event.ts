import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { Prisma, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { announce } from "@/lib/notifications/announce";
import type { HoldReason, RolloutEvent, StepCheck } from "./contract";
import type { PlacedRollout } from "./load-rollout";
import { stagesOf } from "./plan/stages-of";
import type { StepBasis } from "./watch/decide-step";
import type { RolloutFigures } from "./watch/figures";

/** What a decision saw: out of it, and the plan, the decision can be computed again. */
export interface DecisionBasis {
  step: Omit<StepBasis, "plan">;
  figures: Pick<RolloutFigures, "guardrails">;
}

export interface RolloutEventFacts {
  /** From 1, and of how many. */
  stage: number;
  stages: number;
  percent: number;
  reason: string | null;
  holdingFor: HoldReason[];
  /** Place of the guardrail that it is about. */
  guardrail: number | null;
  checks: StepCheck[];
}

/** What is so at the stage that the rollout is in, and what the event adds. */
export const factsOf = (
  { stage, plan, percent }: PlacedRollout,
  more: Partial<RolloutEventFacts> = {},
): RolloutEventFacts => ({
  ...{ stage: stage + 1, stages: stagesOf(plan).length, percent },
  ...{ reason: null, holdingFor: [], guardrail: null, checks: [] },
  ...more,
});

interface NewRolloutEvent {
  type: RolloutEvent["type"];
  facts: RolloutEventFacts;
  basis: DecisionBasis | null;
  at: Date;
  /** Webhooks only: the inbox hears it in other words already. */
  isQuiet?: boolean;
}

/**
 * Writes what happened to a rollout, tells people and webhooks, and appends to the audit log, in the transaction of the
 * change. Call it last.
 */
export async function recordRolloutEvent(
  tx: Tx,
  actor: Actor,
  rollout: PlacedRollout,
  { type, facts, basis, at, isQuiet = false }: NewRolloutEvent,
): Promise<void> {
  await tx.rolloutEvent.create({
    data: {
      ...{ rolloutId: rollout.id, at, type },
      actorId: actor.userId,
      actorName: actor.name,
      isAutomatic: actor.kind === "system",
      facts: json(facts),
      basis: basis ? json(basis) : Prisma.DbNull,
    },
  });
  const { prompt, environment, candidateVersion, stableVersion, number } = rollout;
  const place = { prompt: prompt.name, environment: environment.name, version: candidateVersion };
  await announce(tx, actor, {
    type: `rollout.${type}`,
    data: {
      ...place,
      path: `rollouts/${number}`,
      number,
      title: `${prompt.name} v${candidateVersion}`,
      replaces: stableVersion,
      percent: facts.percent,
      ...(facts.reason ? { text: facts.reason } : {}),
    },
    ...(isQuiet ? { to: [] } : {}),
  });
  const { checks: _, ...details } = facts;
  await recordEvent(tx, actor, {
    type: `rollout.${type}`,
    subject: { type: "rollout", id: rollout.id },
    data: { ...place, rollout: number, stable: stableVersion, ...details },
  });
}
