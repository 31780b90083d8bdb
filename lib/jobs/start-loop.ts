import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { log } from "@/lib/http/log";

interface Loop {
  everyMs: number;
  /** What the log says when a turn fails; the next one comes all the same. */
  warning: string;
  /** Looks at the signal where it takes long, and leaves the rest to another worker. */
  turn: (stopping: AbortSignal) => Promise<unknown>;
  /** One more turn when the loop is ended. */
  endsWithTurn?: boolean;
}

/**
 * What the worker does more often than a job could be planned: one turn after the other, the first at once. Ends
 * with the function that it gives, which waits for the turn that is under way.
 */
export function startLoop({ everyMs, warning, turn, endsWithTurn = false }: Loop) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const take = () =>
    turn(signal).catch((error: unknown) => {
      log().warn({ err: error }, warning);
    });
  const run = async () => {
    while (!signal.aborted) {
      await take();
      await pause(everyMs, null, { signal }).catch(() => {});
    }
    if (endsWithTurn) await take();
  };
  const ended = run();
  return (): Promise<void> => {
    stopping.abort();
    return ended;
  };
}
