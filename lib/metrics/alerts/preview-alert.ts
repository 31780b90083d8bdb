import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { segmentIdOf } from "@/lib/metrics/load-groups";
import { addUnits } from "@/lib/metrics/unit-design";
import type { AlertPreview, AlertRule } from "./alert-contract";
import { loadWatched } from "./load-alert-metric";
import { replayAlert } from "./replay-alert";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const HOURS = 14 * 24;
/** Counting by minute reads every trace of the 14 days. */
const MOST_TRACES = 300_000;

/** What a rule would have done in the last 14 days, from the traces and outcomes as they are now. */
export async function previewAlert(actor: Actor, rule: AlertRule): Promise<AlertPreview> {
  authorize(actor, { scope: "releases:write", role: "editor" });
  await segmentIdOf(actor, rule.filter);
  const watched = { projectId: actor.projectId, metric: rule.metric, filter: rule.filter };
  const now = Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS;
  const from = Math.floor(now / HOUR_MS) * HOUR_MS - (HOURS - 1) * HOUR_MS;
  const hours = await loadWatched(watched, {
    from: new Date(from - rule.windowMinutes * MINUTE_MS),
    to: new Date(now),
  });
  const traces = [...hours.values()].reduce((sum, one) => sum + one.traces, 0);
  const minutes =
    traces <= MOST_TRACES
      ? await loadWatched(watched, { from: new Date(from), to: new Date(now), byMinute: true })
      : null;
  // Units are alike by the minute as they are by the hour.
  const units = addUnits([...hours.values()].map((one) => one.units));
  for (const sums of minutes?.values() ?? []) sums.units = units;
  return replayAlert(rule, { hours, minutes }, { from, to: now });
}
