import type { ChartTable } from "@/components/charts/chart-data";
import type { ChartLine, ChartPoint, LineTone } from "@/components/charts/line-chart-props";
import type { ChartGroup, MetricCharts, Reading } from "@/lib/metrics/contract";
import { DEFINITIONS, type Metric, scaled, type Unit } from "@/lib/metrics/metric";

const HOUR_MS = 3_600_000;
const TONES: readonly LineTone[] = ["current", "baseline", "third"];

/** What one line shows: a metric of a group. */
export interface Series {
  key: string;
  label: string;
  tone: LineTone;
  metric: Metric;
  group: ChartGroup | null;
}

/** `v6` of a version, `before` of the time before, else the name. */
export function groupLabel(key: string, split: string): string {
  if (key === "none") return `no ${split}`;
  return split === "version" && /^\d+$/.test(key) ? `v${key}` : key;
}

/** The largest three, the one that a lead looks at first as the solid line: the live version, the candidate. */
export function shownGroups(charts: MetricCharts, split: string): ChartGroup[] {
  const largest = charts.groups.slice(0, TONES.length);
  if (split === "version") {
    const now = (group: ChartGroup) => trafficAtEnd(group, charts);
    return largest.toSorted((a, b) => now(b) - now(a) || versionIn(b.key) - versionIn(a.key));
  }
  if (split === "arm") {
    return largest.toSorted((a, b) => Number(a.key === "stable") - Number(b.key === "stable"));
  }
  return largest;
}

const LAST_SHARE = 0.1;

/** Requests in the last tenth of the range: a version without any is no longer live. */
function trafficAtEnd({ points }: ChartGroup, { from, to, stepHours }: MetricCharts): number {
  const start = Date.parse(to) - (Date.parse(to) - Date.parse(from)) * LAST_SHARE;
  const last = points.filter(({ at }) => Date.parse(at) + stepHours * HOUR_MS > start);
  return last.reduce((sum, { n }) => sum + n, 0);
}

const versionIn = (key: string): number => Number(/(\d+)$/.exec(key)?.[1] ?? 0);

/** One metric: by group, or overall with the time before. */
export function seriesOf(charts: MetricCharts, metric: Metric, split: string): Series[] {
  if (split === "none") {
    return [
      { key: "now", label: "now", tone: "current", metric, group: charts.all },
      ...(charts.before
        ? [
            {
              key: "before",
              label: "before",
              tone: "baseline",
              metric,
              group: charts.before,
            } as const,
          ]
        : []),
    ];
  }
  return shownGroups(charts, split).map((group, index) => ({
    key: `group ${group.key}`,
    label: groupLabel(group.key, split),
    tone: TONES[index] ?? "third",
    metric,
    group,
  }));
}

const isBanded = (metric: Metric): boolean => ["rate", "usd"].includes(DEFINITIONS[metric].unit);

/** Every step of the range, so that a time without data is a gap. */
export function pointsOf(charts: MetricCharts, series: readonly Series[]): ChartPoint[] {
  const readings = series.map(({ group, metric }) => readingsByTime(group, metric));
  const least = readings.map(
    (times) => LEAST_SHARE * median([...times.values()].map(({ n }) => n)),
  );
  return stepsOf(charts).map((x) => ({
    x,
    values: Object.fromEntries(
      series.map(({ key, metric }, index) => {
        const reading = readings[index]?.get(x);
        return [key, reading ? scaled(metric, reading.value) : null];
      }),
    ),
    bands: Object.fromEntries(
      series.map(({ key, metric }, index) => {
        const reading = readings[index]?.get(x);
        return [key, reading && isBanded(metric) ? bandOf(metric, reading) : null];
      }),
    ),
    counts: Object.fromEntries(
      series.flatMap(({ key }, index) => {
        const n = readings[index]?.get(x)?.n;
        return n === undefined ? [] : [[key, n]];
      }),
    ),
    // An amount is what it is; a share or a quantile of a few is nearly nothing.
    thin: series.flatMap(({ key, metric }, index) => {
      const n = readings[index]?.get(x)?.n ?? Infinity;
      return metric !== "requests" && n < (least[index] ?? 0) ? [key] : [];
    }),
  }));
}

/** With fewer observations than this share of what is usual a point is drawn as thin. */
const LEAST_SHARE = 0.25;

function median(counts: number[]): number {
  return counts.sort((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
}

function bandOf(metric: Metric, { low, high }: Reading): [number, number] | null {
  return low === null || high === null ? null : [scaled(metric, low), scaled(metric, high)];
}

const TYPICAL_SHARE = 0.6;
const LEAST_TOP: Partial<Record<Unit, number>> = { rate: 0.02 };

/**
 * The top of the axis, by what was measured on usual numbers: a night with two requests has an interval from
 * 0 to 90 %, and would flatten the day. What lies above is cut off in the drawing and stands in the table.
 */
export function axisTop(series: readonly Series[], bars: readonly number[] = []): number {
  const readings = series.flatMap(({ group, metric }) =>
    (group?.points ?? []).flatMap(({ readings: { [metric]: reading } }) =>
      reading ? [{ metric, reading }] : [],
    ),
  );
  const counts = readings.map(({ reading }) => reading.n).sort((a, b) => a - b);
  const usual = (counts[Math.floor(counts.length / 2)] ?? 0) * TYPICAL_SHARE;
  const isAmount = series.every(({ metric }) => metric === "requests");
  const tops = readings
    .filter(({ reading }) => isAmount || reading.n >= usual)
    .map(({ metric, reading }) =>
      scaled(metric, isBanded(metric) ? (reading.high ?? reading.value) : reading.value),
    );
  const unit = DEFINITIONS[series[0]?.metric ?? "requests"].unit;
  const top = Math.max(LEAST_TOP[unit] ?? 0, ...tops, ...bars.map((bar) => bar * 1.1));
  const round = roundUp(top);
  return unit === "rate" ? Math.min(1, round) : round;
}

/** The next of 1, 1.2, 1.6, 2, 3, 4, 5, 6, 8 times a power of ten, so that ticks are short numbers. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].find((one) => one * power >= value * 0.999);
  return Number(((step ?? 10) * power).toPrecision(6));
}

function readingsByTime(group: ChartGroup | null, metric: Metric): Map<number, Reading> {
  return new Map(
    (group?.points ?? []).flatMap(({ at, readings }) => {
      const reading = readings[metric];
      return reading ? [[Date.parse(at), reading] as const] : [];
    }),
  );
}

function stepsOf({ from, to, stepHours }: MetricCharts): number[] {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const count = Math.max(0, Math.round((end - start) / (stepHours * HOUR_MS)));
  return Array.from({ length: count }, (_, index) => start + index * stepHours * HOUR_MS);
}

export const linesOf = (series: readonly Series[]): ChartLine[] =>
  series.map(({ key, label, tone }) => ({ key, label, tone }));

/** The same numbers as rows, with intervals and n; a time at which none of them has data has no row. */
export function tableOf(charts: MetricCharts, series: readonly Series[]): ChartTable {
  const columns = series.flatMap(({ label, metric }) => [
    label,
    ...(isBanded(metric) ? [`${label}, low`, `${label}, high`] : []),
    `${label}, n`,
  ]);
  const readings = series.map(({ group, metric }) => readingsByTime(group, metric));
  const rows = stepsOf(charts)
    .filter((x) => readings.some((times) => times.has(x)))
    .map((x) => [
      new Date(x).toISOString().slice(0, 16).replace("T", " "),
      ...series.flatMap(({ metric }, index) => {
        const reading = readings[index]?.get(x);
        const cells = isBanded(metric)
          ? [reading?.value, reading?.low, reading?.high]
          : [reading?.value];
        return [
          ...cells.map((value) => (value == null ? null : digits(inTable(metric, value)))),
          reading?.n ?? null,
        ];
      }),
    ]);
  return { columns: ["time (UTC)", ...columns], rows };
}

/** In the unit that stands above the drawing: rates in percent. */
const inTable = (metric: Metric, value: number): number =>
  DEFINITIONS[metric].unit === "rate" ? value * 100 : scaled(metric, value);

const digits = (value: number): number => Number(value.toPrecision(4));

/** Everything that the page draws as one file: a row for each time, group and metric. */
export function wholeTable(charts: MetricCharts, metrics: readonly Metric[]): ChartTable {
  const groups = [...(charts.all ? [charts.all] : []), ...charts.groups];
  return {
    columns: ["time (UTC)", "group", "metric", "value", "low", "high", "n"],
    rows: groups.flatMap(({ key, points }) =>
      points.flatMap(({ at, readings }) =>
        metrics.flatMap((metric) => {
          const reading = readings[metric];
          return reading
            ? [[at, key, metric, reading.value, reading.low, reading.high, reading.n]]
            : [];
        }),
      ),
    ),
  };
}

/** A mean over the points by their n: exact for rates, means and cost per success, never for quantiles. */
export function overallOf(
  group: ChartGroup | null,
  metric: Metric,
): { value: number; n: number } | null {
  let [sum, n] = [0, 0];
  for (const { readings } of group?.points ?? []) {
    const reading = readings[metric];
    if (!reading) continue;
    sum += reading.value * reading.n;
    n += reading.n;
  }
  return n === 0 ? null : { value: sum / n, n };
}
