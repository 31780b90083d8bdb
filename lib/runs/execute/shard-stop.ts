import "server-only";
import { setMaxListeners } from "node:events";

/** Why a shard stopped before its end: it goes on later, the run is no longer running, or it ends like this. */
export type Stop =
  | { kind: "paused" }
  | { kind: "left" }
  | { kind: "ended"; status: "failed" | "cancelled"; reason: string };

export type ShardStop = ReturnType<typeof makeShardStop>;

/**
 * How a shard is stopped. The first reason counts; with `cutsCalls` the calls under way end at once. `wake` has
 * whoever waits for a free place look again. The worker's own signal pauses the shard.
 */
export function makeShardStop(worker: AbortSignal, wake: () => void) {
  const calls = new AbortController();
  // One listener per call under way is meant; Node warns from eleven on.
  setMaxListeners(0, calls.signal);
  let reason: Stop | null = null;
  const stop = (why: Stop, { cutsCalls }: { cutsCalls: boolean }) => {
    reason ??= why;
    if (cutsCalls) calls.abort();
    wake();
  };
  const pauseHere = () => stop({ kind: "paused" }, { cutsCalls: true });
  worker.addEventListener("abort", pauseHere, { once: true });
  if (worker.aborted) pauseHere();
  return {
    stop,
    /** Aborted when calls are cut. */
    calls: calls.signal,
    cutCalls: () => calls.abort(),
    reason: (): Stop | null => reason,
    release: () => worker.removeEventListener("abort", pauseHere),
  };
}
