import { db } from "@/lib/db/client";
import type { Interval } from "@/lib/stats/mean-interval";
import { ALL_TRACES, type RollupSums, readRollups } from "@/lib/traces/store/read-rollups";
import type { MetricScope } from "./contract";
import { measure } from "./measure";
import { type Metric, needsLatency } from "./metric";
import { filterOf } from "./read-groups";
import { NO_SUMS } from "./rollup-sums";

const HOUR_MS = 3_600_000;

export interface Watched {
  projectId: string;
  metric: Metric;
  filter: MetricScope;
}

/** The segment's id; null when there is no such segment any more, of which nothing can be known. */
export async function watchedSegment({ projectId, filter }: Watched): Promise<string | null> {
  if (!filter.segment) return ALL_TRACES;
  const segment = await db.segment.findUnique({
    where: { projectId_name: { projectId, name: filter.segment } },
    select: { id: true },
  });
  return segment?.id ?? null;
}

/** Sums by hour of what an alert looks at. */
export async function readWatchedHours(
  watched: Watched,
  range: { from: Date; to: Date },
): Promise<Map<number, RollupSums>> {
  const segmentId = await watchedSegment(watched);
  if (!segmentId) return new Map();
  const rows = await readRollups({
    projectId: watched.projectId,
    segmentIds: [segmentId],
    ...range,
    filter: filterOf(watched.filter),
    stepHours: 1,
    withLatency: needsLatency(watched.metric),
  });
  return new Map(rows.flatMap(({ at, sums }) => (at ? [[at.getTime(), sums] as const] : [])));
}

/** The metric over the window that ends now: the present hour and the window's hours before it. */
export async function readWatchedNow(
  watched: Watched,
  windowMinutes: number,
  now: Date,
): Promise<Interval | null> {
  const segmentId = await watchedSegment(watched);
  if (!segmentId) return null;
  const hour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const [row] = await readRollups({
    projectId: watched.projectId,
    segmentIds: [segmentId],
    from: new Date(hour - windowMinutes * 60_000),
    to: new Date(hour + HOUR_MS),
    filter: filterOf(watched.filter),
    stepHours: null,
    withLatency: needsLatency(watched.metric),
  });
  return measure(watched.metric, row?.sums ?? NO_SUMS);
}
