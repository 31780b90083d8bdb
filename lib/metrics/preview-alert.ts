import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import type { RollupSums } from "@/lib/traces/store/read-rollups";
import type { AlertPreview, AlertRule } from "./alert-contract";
import { type AlertMoment, nextAlertMoment } from "./alert-state";
import { measure } from "./measure";
import { readWatchedHours } from "./read-alert-metric";
import { segmentIdOf } from "./read-groups";
import { addSums } from "./rollup-sums";

const HOUR_MS = 3_600_000;
const HOURS = 14 * 24;

/** What a rule would have done in the last 14 days, looked at once an hour. */
export async function previewAlert(actor: Actor, rule: AlertRule): Promise<AlertPreview> {
  authorize(actor, { scope: "releases:write", role: "editor" });
  await segmentIdOf(actor, rule.filter);
  const end = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  const start = end - (HOURS - 1) * HOUR_MS;
  const hours = await readWatchedHours(
    { projectId: actor.projectId, metric: rule.metric, filter: rule.filter },
    { from: new Date(start - rule.windowMinutes * 60_000), to: new Date(end + HOUR_MS) },
  );
  return replay(rule, hours, start, end);
}

function replay(
  rule: AlertRule,
  hours: ReadonlyMap<number, RollupSums>,
  start: number,
  end: number,
): AlertPreview {
  const breaches: AlertPreview["breaches"] = [];
  const counts = { breachedHours: 0, noDataHours: 0, hours: 0 };
  let moment: AlertMoment = { state: "no_data", beyondSince: null };
  let last: { value: number | null; n: number } = { value: null, n: 0 };
  for (let at = start; at <= end; at += HOUR_MS) {
    last = readingAt(rule, hours, at);
    const before = moment.state;
    moment = nextAlertMoment(moment, rule, last, new Date(at));
    counts.hours += 1;
    if (moment.state === "no_data") counts.noDataHours += 1;
    const open = breaches.at(-1);
    if (moment.state === "breached") {
      counts.breachedHours += 1;
      const value = last.value ?? 0;
      if (before !== "breached" || !open) {
        breaches.push({ from: new Date(at).toISOString(), to: null, peak: value });
      } else {
        open.peak =
          rule.comparator === ">" ? Math.max(open.peak, value) : Math.min(open.peak, value);
      }
    } else if (before === "breached" && open) {
      open.to = new Date(at).toISOString();
    }
  }
  return { breaches: breaches.slice(-50), ...counts, now: last };
}

function readingAt(
  { metric, windowMinutes }: AlertRule,
  hours: ReadonlyMap<number, RollupSums>,
  at: number,
): { value: number | null; n: number } {
  const sums: RollupSums[] = [];
  for (let hour = at - windowMinutes * 60_000; hour <= at; hour += HOUR_MS) {
    const one = hours.get(hour);
    if (one) sums.push(one);
  }
  const measured = measure(metric, addSums(sums));
  return { value: measured?.value ?? null, n: measured?.n ?? 0 };
}
