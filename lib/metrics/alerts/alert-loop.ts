import { log } from "@/lib/http/log";
import { checkAlerts } from "./check-alerts";

const EVERY_MS = 10_000;

/**
 * Checks alerts, each twice a minute; it looks more often than that, so that a new one does not wait. Any
 * number of workers may run it. Ends with the function it gives.
 */
export function startAlertLoop(): () => Promise<void> {
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const next = () => {
    running = checkAlerts()
      .catch((error: unknown) => log().warn({ err: error }, "alerts not checked"))
      .then(() => {
        if (!isStopping) timer = setTimeout(next, EVERY_MS);
      });
  };
  next();
  return async () => {
    isStopping = true;
    clearTimeout(timer);
    await running;
  };
}
