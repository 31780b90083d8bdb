import { log } from "@/lib/http/log";
import { type ChangedHour, countHour, readChangedHours } from "./store/count-hour";
import { ensureComingPartitions } from "./store/partitions";

const TICK_MS = 1_000;
const HOURS_AT_ONCE = 200;
/** An hour that takes a second to count waits four more: counting never takes more than a fifth of the time. */
const WAIT_FACTOR = 4;
const LONGEST_WAIT_MS = 60_000;
const PARTITIONS_EVERY_MS = 3_600_000;

interface Pace {
  dueAt: number;
}

/**
 * Keeps rollups what the rows say: every second it counts the hours that have changed. Any number of workers
 * may run it. Ends with the function it gives.
 */
export function startRollupLoop(): () => Promise<void> {
  const paces = new Map<string, Pace>();
  let isStopping = false;
  let partitionsAt = 0;
  let timer: NodeJS.Timeout | undefined;
  const tick = async () => {
    if (Date.now() >= partitionsAt) {
      partitionsAt = Date.now() + PARTITIONS_EVERY_MS;
      await ensureComingPartitions();
    }
    for (const changed of await readChangedHours(HOURS_AT_ONCE)) {
      if (isStopping) return;
      await countAtItsPace(paces, changed);
    }
    for (const [name, { dueAt }] of paces) if (dueAt < Date.now()) paces.delete(name);
  };
  let running = Promise.resolve();
  const next = () => {
    running = tick()
      .catch((error: unknown) => log().warn({ err: error }, "rollups not counted"))
      .then(() => {
        if (!isStopping) timer = setTimeout(next, TICK_MS);
      });
  };
  next();
  return async () => {
    isStopping = true;
    clearTimeout(timer);
    await running;
  };
}

async function countAtItsPace(paces: Map<string, Pace>, changed: ChangedHour): Promise<void> {
  const name = `${changed.projectId} ${changed.hour.toISOString()}`;
  const pace = paces.get(name);
  if (pace && Date.now() < pace.dueAt) return;
  const startedAt = Date.now();
  await countHour(changed);
  const took = Date.now() - startedAt;
  paces.set(name, { dueAt: Date.now() + Math.min(LONGEST_WAIT_MS, took * WAIT_FACTOR) });
}
