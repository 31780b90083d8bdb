import { startLoop } from "@/lib/jobs/start-loop";
import { checkAlerts } from "./check-alerts";

/**
 * Checks alerts, each twice a minute; it looks more often than that, so that a new one does not wait. Any
 * number of workers may run it.
 */
export const startAlertLoop = () =>
  startLoop({ everyMs: 10_000, warning: "alerts not checked", turn: () => checkAlerts() });
