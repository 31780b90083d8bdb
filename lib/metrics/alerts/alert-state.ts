import type { AlertState } from "./alert-contract";
import type { AlertReading } from "./alert-reading";

export interface AlertMoment {
  state: AlertState;
  /** Since when the metric is beyond the bar, whether that was long enough or not. */
  beyondSince: Date | null;
}

const MINUTE_MS = 60_000;

/**
 * What a reading makes of an alert. Too few samples are `no_data`, never `ok`: nobody knows. It breaches once
 * the metric has been beyond its bar by more than chance explains for `forMinutes`, and is over when the value
 * itself is back at the bar.
 */
export function nextAlertMoment(
  { state, beyondSince }: AlertMoment,
  { forMinutes }: { forMinutes: number },
  side: AlertReading["side"],
  now: Date,
): AlertMoment {
  if (side === "no_data") return { state: "no_data", beyondSince: null };
  const isBreached = state === "breached";
  if (side === "recovered" || (side === "unsure" && !isBreached)) {
    return { state: "ok", beyondSince: null };
  }
  const since = beyondSince ?? now;
  const hasLasted = now.getTime() - since.getTime() >= forMinutes * MINUTE_MS;
  if (hasLasted || isBreached) return { state: "breached", beyondSince: since };
  return { state: "ok", beyondSince: since };
}

/**
 * What people are told of a change. An alert that was never looked at has nothing to recover from: its first
 * reading is told only when it breaches.
 */
export function alertNews(
  from: AlertState,
  to: AlertState,
  wasChecked: boolean,
): "alert.breached" | "alert.recovered" | "alert.no_data" | null {
  if (from === to) return null;
  if (to === "breached") return "alert.breached";
  if (!wasChecked) return null;
  return to === "ok" ? "alert.recovered" : "alert.no_data";
}
