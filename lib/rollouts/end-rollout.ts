import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";
import { lockRollout } from "./load-rollout";
import { recordRolloutEvent } from "./record-rollout-event";
import { factsOf, type RollbackOrder } from "./watch/watch-rollout";

/**
 * Ends a rollout as rolled back, in the transaction in which its candidate stops being live. `order` is the worker's,
 * with what it saw. Lock first, with `lockRollout`, then change the deployment.
 */
export async function endRollout(
  tx: Tx,
  actor: Actor,
  id: string,
  { reason, order, at }: { reason: string; order: RollbackOrder | null; at: Date },
): Promise<void> {
  const rollout = await lockRollout(tx, id);
  if (!rollout) throw new AppError("conflict", "The rollout has ended meanwhile. Look again.");
  await tx.rollout.update({
    where: { id },
    data: {
      ...{ state: "rolled_back", holdingFor: [], endedAt: at, percent: 0 },
      revision: rollout.revision + 1,
    },
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
