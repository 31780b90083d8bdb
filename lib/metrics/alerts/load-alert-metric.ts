import "server-only";
import { db } from "@/lib/db/client";
import type { MetricScope } from "@/lib/metrics/contract";
import { filterOf } from "@/lib/metrics/load-groups";
import { type Metric, needsLatency } from "@/lib/metrics/metric";
import { ALL_TRACES, loadRollups, type RollupSums } from "@/lib/traces/store/load-rollups";

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

/** Sums by hour, or without their units by minute from the traces themselves, of what an alert looks at. */
export async function loadWatched(
  watched: Watched,
  { from, to, byMinute = false }: { from: Date; to: Date; byMinute?: boolean },
): Promise<Map<number, RollupSums>> {
  const segmentId = await watchedSegment(watched);
  if (!segmentId) return new Map();
  const rows = await loadRollups({
    projectId: watched.projectId,
    segmentIds: [segmentId],
    from,
    to,
    filter: filterOf(watched.filter),
    stepHours: 1,
    byMinute,
    withLatency: needsLatency(watched.metric),
    withUnits: !byMinute,
  });
  return new Map(rows.flatMap(({ at, sums }) => (at ? [[at.getTime(), sums] as const] : [])));
}

/** The window that ends now: the present hour and the window's hours before it. */
export async function loadWatchedNow(
  watched: Watched,
  windowMinutes: number,
  now: Date,
): Promise<RollupSums[]> {
  const segmentId = await watchedSegment(watched);
  if (!segmentId) return [];
  const hour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const rows = await loadRollups({
    projectId: watched.projectId,
    segmentIds: [segmentId],
    from: new Date(hour - windowMinutes * 60_000),
    to: new Date(hour + HOUR_MS),
    filter: filterOf(watched.filter),
    stepHours: null,
    withLatency: needsLatency(watched.metric),
    withUnits: true,
  });
  return rows.map(({ sums }) => sums);
}
