import { ALL_TRACES, loadRollups, type RollupSums } from "@/lib/traces/store/load-rollups";
import { metricChanges } from "./change";
import type { ReleaseMarker } from "./contract";
import { measure } from "./measure";
import type { Metric } from "./metric";
import { NO_SUMS } from "./rollup-sums";

const HOUR_MS = 3_600_000;
const MOST_MS = 48 * HOUR_MS;

type Range = { from: Date; to: Date };

export interface Decline {
  prompt: string;
  metric: Metric;
  /** Of the segment, or of all traces. */
  segmentId: string;
}

/**
 * The whole hours before a release, back to the one before it, and after it, until the next one; two days each
 * at most, so that a decline of the days before is not laid on it.
 */
export function hoursAround(
  releases: readonly ReleaseMarker[],
  index: number,
  { from, to }: Range,
): { before: Range; after: Range } {
  const at = (one: ReleaseMarker | undefined) => (one ? Date.parse(one.at) : null);
  const floor = (ms: number) => new Date(Math.floor(ms / HOUR_MS) * HOUR_MS);
  const ceil = (ms: number) => new Date(Math.ceil(ms / HOUR_MS) * HOUR_MS);
  const start = at(releases[index]) ?? to.getTime();
  const earlier = Math.max(at(releases[index - 1]) ?? from.getTime(), start - MOST_MS);
  const later = Math.min(at(releases[index + 1]) ?? to.getTime(), start + MOST_MS);
  return {
    before: { from: ceil(earlier), to: floor(start) },
    after: { from: ceil(start), to: floor(later) },
  };
}

/**
 * The release that a decline begins with: from its hours to those before it the metric got worse. One that was
 * live for minutes, or before which it was as bad, is not named.
 * @param releases of the environment, oldest first; `range` is the time before and the time that is looked at
 */
export async function findBlamed(
  { projectId, environment, range }: { projectId: string; environment: string; range: Range },
  { prompt, metric, segmentId }: Decline,
  releases: readonly ReleaseMarker[],
): Promise<ReleaseMarker | null> {
  const releasesOfPrompt = releases.filter((one) => one.prompt === prompt);
  const sumsIn = async ({ from, to }: Range): Promise<RollupSums> => {
    if (from >= to) return NO_SUMS;
    const rows = await loadRollups({
      ...{ projectId, from, to, segmentIds: [segmentId] },
      filter: { environment, prompt },
      stepHours: null,
      withLatency: true,
      withUnits: true,
    });
    return rows[0]?.sums ?? NO_SUMS;
  };
  const looks = await Promise.all(
    releasesOfPrompt.map(async (release, index) => {
      const { before, after } = hoursAround(releasesOfPrompt, index, range);
      const [earlier, later] = await Promise.all([sumsIn(before), sumsIn(after)]);
      return { release, metric, before: measure(metric, earlier), now: measure(metric, later) };
    }),
  );
  const changes = metricChanges(looks);
  const [blamed] = looks
    .map(({ release }, index) => ({ release, change: changes[index] }))
    .filter(({ change }) => change?.verdict === "worse")
    .sort((a, b) => (a.change?.p ?? 1) - (b.change?.p ?? 1));
  return blamed?.release ?? null;
}

export const segmentIdOfLook = (
  segments: readonly { id: string; name: string }[],
  segment: string | null,
): string => segments.find(({ name }) => name === segment)?.id ?? ALL_TRACES;
