import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import type { PlacedRollout } from "./load-rollout";
import { factsOf, recordRolloutEvent } from "./record-rollout-event";
import type { RollbackOrder } from "./watch/watch-rollout";

/**
 * Ends a rollout as rolled back, in the transaction in which its candidate stops being live. `order` is the worker's,
 * with what it saw. The rollout comes locked, from `lockPlace`.
 */
export async function endRollout(
  tx: Tx,
  actor: Actor,
  rollout: PlacedRollout,
  { reason, order, at }: { reason: string; order: RollbackOrder | null; at: Date },
): Promise<void> {
  await tx.rollout.update({
    where: { id: rollout.id },
    data: { state: "rolled_back", holdingFor: [], endedAt: at, percent: 0 },
    select: { id: true },
  });
  const because = order?.because;
  const guardrail = because && "guardrail" in because ? because.guardrail : null;
  const facts = factsOf(rollout, { reason, guardrail });
  const basis = order?.basis ?? null;
  if (guardrail !== null) {
    await recordRolloutEvent(tx, actor, rollout, { type: "breached", facts, basis, at });
  }
  // People hear of it as a release that is rolled back.
  await recordRolloutEvent(tx, actor, rollout, {
    ...{ type: "rolled_back", facts, basis, at, isQuiet: true },
  });
}
