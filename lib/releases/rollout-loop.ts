import "server-only";
import { isAppError } from "@/lib/http/app-error";
import { log } from "@/lib/http/log";
import { startLoop } from "@/lib/jobs/start-loop";
import { listActiveRollouts, loadRollout } from "@/lib/rollouts/load-rollout";
import { rolloutActor, watchRollout } from "@/lib/rollouts/watch/watch-rollout";
import { rollBack } from "./roll-back";

const TICK_MS = 2_000;

/** Watches each rollout every two seconds. Any number of workers may run it: each rollout is taken by one at a time. */
export const startRolloutLoop = () =>
  startLoop({
    everyMs: TICK_MS,
    warning: "rollouts not watched",
    turn: async (stopping) => {
      for (const rollout of await listActiveRollouts()) {
        if (stopping.aborted) return;
        await stepRollout(rollout).catch((error: unknown) => {
          log().warn({ err: error, rollout: rollout.id }, "a rollout could not be watched");
        });
      }
    },
  });

/** One look at a rollout, and what follows from it; `now` is the clock of a test. */
export async function stepRollout(
  rollout: { id: string; projectId: string },
  now?: Date,
): Promise<void> {
  const order = await watchRollout(rollout, now);
  if (!order) return;
  const ordered = await loadRollout(order.rolloutId);
  try {
    await rollBack(rolloutActor(ordered), ordered.releaseId, { reason: order.reason }, order);
  } catch (error) {
    // Somebody was quicker: it has ended, or the next look decides again.
    if (!isAppError(error) || error.code !== "conflict") throw error;
  }
}
