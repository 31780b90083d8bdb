import type { AlertState } from "./alert-contract";

export interface AlertMoment {
  state: AlertState;
  /** Since when the metric is beyond the bar, whether that was long enough or not. */
  beyondSince: Date | null;
}

export interface AlertBar {
  comparator: string;
  threshold: number;
  forMinutes: number;
  minSamples: number;
}

const MINUTE_MS = 60_000;

/**
 * What a reading makes of an alert. Too few samples are `no_data`, never `ok`: nobody knows. Beyond the bar
 * means strictly beyond; it breaches once that has lasted `forMinutes`, and is over with the first reading
 * that is not beyond.
 */
export function nextAlertMoment(
  { state, beyondSince }: AlertMoment,
  { comparator, threshold, forMinutes, minSamples }: AlertBar,
  reading: { value: number | null; n: number },
  now: Date,
): AlertMoment {
  if (reading.value === null || reading.n < minSamples) {
    return { state: "no_data", beyondSince: null };
  }
  const isBeyond = comparator === ">" ? reading.value > threshold : reading.value < threshold;
  if (!isBeyond) return { state: "ok", beyondSince: null };
  const since = beyondSince ?? now;
  const hasLasted = now.getTime() - since.getTime() >= forMinutes * MINUTE_MS;
  if (hasLasted || state === "breached") return { state: "breached", beyondSince: since };
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
