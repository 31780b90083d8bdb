import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import type { Interval } from "@/lib/stats/intervals/mean-interval";
import {
  type ChartGroup,
  MAX_SERIES,
  type MetricCharts,
  type MetricChartsQuery,
  type MetricPoint,
  type MetricQuery,
  type MetricSeries,
} from "./contract";
import { addGroups, isPartition, loadGroups, type SumsGroup } from "./load-groups";
import { loadReleases } from "./load-releases";
import { measure } from "./measure";
import { DEFINITIONS, METRICS, type Metric, needsLatency } from "./metric";
import { slowRanges } from "./slow-ranges";
import { chartStep, resolveInterval, resolveRange, stepForCount } from "./time-range";

const reading = { scope: "traces:read" } as const;
const MOST_CHART_GROUPS = 8;
const HOUR_MS = 3_600_000;

/** One metric over time. A time without an observation has no point. */
export async function getMetric(actor: Actor, query: MetricQuery): Promise<MetricSeries> {
  authorize(actor, reading);
  const { metric, groupBy } = query;
  const { interval, range } = resolveInterval(query, query.interval, new Date());
  const [groups, releases] = await Promise.all([
    loadGroups(actor, {
      scope: query,
      groupBy,
      range,
      stepHours: interval === "hour" ? 1 : 24,
      withLatency: needsLatency(metric),
    }),
    loadReleases(actor, query, range),
  ]);
  return {
    metric,
    unit: DEFINITIONS[metric].unit,
    interval,
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    series: groups.slice(0, MAX_SERIES).map(({ key, n, points }) => ({
      key,
      n,
      points: points.flatMap(({ at, sums }) => toPoint(at, measure(metric, sums))),
    })),
    otherSeries: Math.max(0, groups.length - MAX_SERIES),
    releases,
  };
}

function toPoint(at: Date, measured: Interval | null): MetricPoint[] {
  if (!measured) return [];
  const { value, low, high, n } = measured;
  return [
    {
      at: at.toISOString(),
      value,
      ...(low === null ? {} : { low }),
      ...(high === null ? {} : { high }),
      n,
    },
  ];
}

/** Everything that the dashboard draws. */
export async function getMetricCharts(
  actor: Actor,
  query: MetricChartsQuery,
): Promise<MetricCharts> {
  authorize(actor, reading);
  const now = new Date();
  const { hours } = resolveRange(query, now);
  const usual = await readCharts(actor, query, now, chartStep(hours));
  const stepHours = stepForCount(usual.stepHours, hours, usual.all?.n ?? 0);
  return stepHours === usual.stepHours ? usual : readCharts(actor, query, now, stepHours);
}

async function readCharts(
  actor: Actor,
  query: MetricChartsQuery,
  now: Date,
  stepHours: number,
): Promise<MetricCharts> {
  const range = resolveRange(query, now, stepHours);
  const { groupBy } = query;
  const read = (times: { from: Date; to: Date }, by: typeof groupBy) =>
    loadGroups(actor, { scope: query, groupBy: by, range: times, stepHours, withLatency: true });
  const isParted = isPartition(groupBy);
  const [wholes, groups, [before], releases] = await Promise.all([
    isParted ? [] : read(range, undefined),
    groupBy ? read(range, groupBy) : [],
    query.before === "true" ? read(range.before, undefined) : [],
    loadReleases(actor, query, range),
  ]);
  const all = isParted ? addGroups(groups) : wholes[0];
  const slow = slowRanges(
    (all?.points ?? []).map(({ at, sums }) => ({ at, p95: measure("latency_p95_ms", sums) })),
    stepHours,
  );
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    stepHours,
    all: all ? toChartGroup(all) : null,
    groups: groups.slice(0, MOST_CHART_GROUPS).map((group) => toChartGroup(group)),
    otherGroups: Math.max(0, groups.length - MOST_CHART_GROUPS),
    before: before ? toChartGroup(before, range.hours * HOUR_MS) : null,
    releases,
    slow: slow.map(({ from, to, times }) => ({
      from: from.toISOString(),
      to: to.toISOString(),
      times: short(times),
    })),
  };
}

function toChartGroup({ key, n, points }: SumsGroup, shiftMs = 0): ChartGroup {
  return {
    key,
    n,
    points: points.map(({ at, sums }) => ({
      at: new Date(at.getTime() + shiftMs).toISOString(),
      n: sums.traces,
      readings: Object.fromEntries(
        METRICS.flatMap((metric: Metric) => {
          const measured = measure(metric, sums);
          return measured ? [[metric, rounded(measured)]] : [];
        }),
      ),
    })),
  };
}

/** A drawing needs no more; the API of one metric answers every digit. */
const short = (value: number): number => Number(value.toPrecision(6));

function rounded({ value, low, high, n }: Interval): Interval {
  return {
    value: short(value),
    low: low === null ? null : short(low),
    high: high === null ? null : short(high),
    n,
  };
}
