import { startLoop } from "@/lib/jobs/start-loop";
import { countHour, loadChangedHours } from "./store/count-hour";
import { countUnitDay, loadChangedDays } from "./store/count-unit-day";
import { ensureComingPartitions } from "./store/partitions";

const TICK_MS = 1_000;
const HOURS_AT_ONCE = 200;
const DAYS_AT_ONCE = 20;
/** How many times as long as counting took the next time waits, and at most. */
interface Patience {
  factor: number;
  longestMs: number;
}
/** Hours are what charts show: counting them takes at most a fifth of the time. */
const HOURS: Patience = { factor: 4, longestMs: 60_000 };
/** A day's units change slowly and only say how wide an interval is. */
const DAYS: Patience = { factor: 30, longestMs: 600_000 };
const PARTITIONS_EVERY_MS = 3_600_000;

interface Pace {
  dueAt: number;
}

/**
 * Keeps rollups what the rows say: every second it counts the hours, and the units of days, that have changed.
 * Any number of workers may run it.
 */
export function startRollupLoop() {
  const paces = new Map<string, Pace>();
  let partitionsAt = 0;
  const turn = async (stopping: AbortSignal) => {
    if (Date.now() >= partitionsAt) {
      partitionsAt = Date.now() + PARTITIONS_EVERY_MS;
      await ensureComingPartitions();
    }
    for (const changed of await loadChangedHours(HOURS_AT_ONCE)) {
      if (stopping.aborted) return;
      const name = `${changed.projectId} ${changed.hour.toISOString()}`;
      await atItsPace(paces, name, HOURS, () => countHour(changed));
    }
    for (const changed of await loadChangedDays(DAYS_AT_ONCE)) {
      if (stopping.aborted) return;
      const name = `${changed.projectId} day ${changed.day.toISOString()}`;
      await atItsPace(paces, name, DAYS, () => countUnitDay(changed));
    }
    for (const [name, { dueAt }] of paces) if (dueAt < Date.now()) paces.delete(name);
  };
  return startLoop({ everyMs: TICK_MS, warning: "rollups not counted", turn });
}

async function atItsPace(
  paces: Map<string, Pace>,
  name: string,
  { factor, longestMs }: Patience,
  count: () => Promise<unknown>,
): Promise<void> {
  const pace = paces.get(name);
  if (pace && Date.now() < pace.dueAt) return;
  const startedAt = Date.now();
  await count();
  const took = Date.now() - startedAt;
  paces.set(name, { dueAt: Date.now() + Math.min(longestMs, took * factor) });
}
