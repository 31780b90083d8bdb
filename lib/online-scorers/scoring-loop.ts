import { log } from "@/lib/http/log";
import { scoreNewTraces } from "./score-new-traces";

const TICK_MS = 3_000;

/** Judges new traces while the worker runs. Ends with the function it gives. */
export function startScoringLoop(): () => Promise<void> {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const next = () => {
    running = scoreNewTraces(stopping.signal)
      .catch((error: unknown) => log().warn({ err: error }, "new traces not scored"))
      .then(() => {
        if (!stopping.signal.aborted) timer = setTimeout(next, TICK_MS);
      });
  };
  next();
  return async () => {
    stopping.abort();
    clearTimeout(timer);
    await running;
  };
}
