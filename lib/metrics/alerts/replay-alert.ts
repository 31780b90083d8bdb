import { addSums, NO_SUMS } from "@/lib/metrics/rollup-sums";
import type { RollupSums } from "@/lib/traces/store/load-rollups";
import type { AlertPreview, AlertRule } from "./alert-contract";
import { computeAlert, sideOf } from "./alert-reading";
import { type AlertMoment, nextAlertMoment } from "./alert-state";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Sums by the hour that they begin in, and by minute where there are few enough traces to look so closely. */
export interface Recording {
  hours: ReadonlyMap<number, RollupSums>;
  minutes: ReadonlyMap<number, RollupSums> | null;
}

type Breach = AlertPreview["breaches"][number];

/**
 * What a rule would have done in [from, to): the very decisions of the check, at the end of every minute, over
 * the present hour so far and the window's hours before it. Without minutes only ends of hours are looked at.
 */
export function replayAlert(
  rule: AlertRule,
  recording: Recording,
  { from, to }: { from: number; to: number },
): AlertPreview {
  const step = recording.minutes ? MINUTE_MS : HOUR_MS;
  const breaches: Breach[] = [];
  const counts = { breachedHours: 0, noDataHours: 0, hours: 0 };
  let moment: AlertMoment = { state: "no_data", beyondSince: null };
  let window: RollupSums[] = [];
  for (let hour = from; hour < to; hour += HOUR_MS) {
    const before = hoursBefore(rule, recording, hour);
    let present = NO_SUMS;
    let side = sideOf(rule, [before]);
    let isBreachedHour = false;
    for (let at = hour; at < hour + HOUR_MS && at < to; at += step) {
      const added = recording.minutes ? recording.minutes.get(at) : recording.hours.get(hour);
      if (added) {
        present = addSums([present, added]);
        side = sideOf(rule, [before, present]);
      }
      window = [before, present];
      const look = at + step;
      const was = moment.state;
      moment = nextAlertMoment(moment, rule, side, new Date(look));
      if (moment.state === "breached") isBreachedHour = true;
      const open = breaches.at(-1);
      if (moment.state === "breached" && (was !== "breached" || added || !open)) {
        const value = computeAlert(rule, window).value ?? 0;
        if (was !== "breached" || !open) breaches.push(breachAt(look, value));
        else open.peak = furthest(rule, open.peak, value);
      }
      if (moment.state !== "breached" && was === "breached" && open) {
        open.to = new Date(look).toISOString();
      }
    }
    counts.hours += 1;
    if (isBreachedHour) counts.breachedHours += 1;
    if (moment.state === "no_data") counts.noDataHours += 1;
  }
  const { value, n } = computeAlert(rule, window);
  return { breaches, ...counts, step: recording.minutes ? "minute" : "hour", now: { value, n } };
}

const breachAt = (look: number, peak: number): Breach => ({
  from: new Date(look).toISOString(),
  to: null,
  peak,
});

const furthest = ({ comparator }: AlertRule, one: number, two: number): number =>
  comparator === ">" ? Math.max(one, two) : Math.min(one, two);

function hoursBefore(rule: AlertRule, { hours }: Recording, present: number): RollupSums {
  const sums: RollupSums[] = [];
  for (let hour = present - rule.windowMinutes * MINUTE_MS; hour < present; hour += HOUR_MS) {
    const one = hours.get(hour);
    if (one) sums.push(one);
  }
  return addSums(sums);
}
