import { type MetricChange, metricChange, metricChanges } from "@/lib/metrics/change";
import { listSegmentNames } from "@/lib/metrics/load-groups";
import { measure } from "@/lib/metrics/measure";
import type { Metric } from "@/lib/metrics/metric";
import { NO_SUMS } from "@/lib/metrics/rollup-sums";
import { ALL_TRACES, loadRollups } from "@/lib/traces/store/load-rollups";
import type { MovedRow, WeekNumbers } from "./numbers-contract";
import { shiftWeek, type WeekSpan } from "./week-title";

const HOUR_MS = 3_600_000;
const ENVIRONMENT = "production";
const MOST_SEGMENTS = 3;

const HEADLINE: readonly Metric[] = [
  "success_rate",
  "escalation_rate",
  "latency_p95_ms",
  "cost_per_success_usd",
];

/** Production against the same part of the week before: Wednesday noon is not compared with a whole week. */
export async function loadMoved(
  projectId: string,
  span: WeekSpan,
  until: Date,
): Promise<WeekNumbers["moved"]> {
  const hours = Math.max(0, Math.ceil((until.getTime() - span.from.getTime()) / HOUR_MS));
  const rangeFrom = (from: Date) => ({ from, to: new Date(from.getTime() + hours * HOUR_MS) });
  const [range, before] = [rangeFrom(span.from), rangeFrom(shiftWeek(span, -1).from)];
  const segments = await listSegmentNames(projectId);
  const read = (times: { from: Date; to: Date }) =>
    loadRollups({
      projectId,
      segmentIds: [ALL_TRACES, ...segments.map(({ id }) => id)],
      ...times,
      filter: { environment: ENVIRONMENT },
      stepHours: null,
      withLatency: true,
      withUnits: true,
    });
  const [later, earlier] = await Promise.all([read(range), read(before)]);
  const look = (segmentId: string, segment: string | null, metric: Metric) => {
    const sums = (rows: typeof later) =>
      rows.find((row) => row.segmentId === segmentId)?.sums ?? NO_SUMS;
    return {
      segment,
      metric,
      now: measure(metric, sums(later)),
      before: measure(metric, sums(earlier)),
    };
  };
  const whole = HEADLINE.map((metric) => {
    const figures = look(ALL_TRACES, null, metric);
    return toRow(figures, metricChange(metric, figures.now, figures.before));
  });
  const looks = segments.flatMap(({ id, name }) =>
    HEADLINE.map((metric) => look(id, name, metric)),
  );
  const changes = metricChanges(looks);
  const moved = looks
    .flatMap((figures, index) => {
      const change = changes[index];
      const isSure = change?.verdict === "worse" || change?.verdict === "better";
      return change && isSure ? [{ figures, change }] : [];
    })
    .sort((a, b) => (a.change.p ?? 1) - (b.change.p ?? 1))
    .slice(0, MOST_SEGMENTS)
    .map(({ figures, change }) => toRow(figures, change));
  return {
    environment: ENVIRONMENT,
    ...toTimes(range),
    before: toTimes(before),
    n: later.find(({ segmentId }) => segmentId === ALL_TRACES)?.sums.traces ?? 0,
    rows: [...whole, ...moved],
  };
}

const toTimes = ({ from, to }: { from: Date; to: Date }) => ({
  from: from.toISOString(),
  to: to.toISOString(),
});

function toRow(
  figures: Pick<MovedRow, "segment" | "metric" | "now" | "before">,
  change: MetricChange | null,
): MovedRow {
  if (!change) return { ...figures, change: null };
  const { kind, value, low, high, verdict } = change;
  return { ...figures, change: { kind, value, low, high, verdict } };
}
