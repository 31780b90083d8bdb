"use client";
import type { ReactNode } from "react";
import { ChartFrame } from "@/components/charts/chart-frame";
import { LineChart } from "@/components/charts/line-chart";
import { timeTicks } from "@/components/charts/time-axis";
import { Link } from "@/components/ui/controls/link";
import { linkClass } from "@/components/ui/text/link-class";
import { formatCount, formatFixed } from "@/lib/format-number";
import { formatMoment, formatTick } from "@/lib/format-time";
import type { Alert } from "@/lib/metrics/alerts/alert-contract";
import type { MetricCharts, MetricSummary } from "@/lib/metrics/contract";
import { formatReading } from "@/lib/metrics/format-reading";
import { DEFINITIONS, type Metric, scaled } from "@/lib/metrics/metric";
import {
  axisTop,
  linesOf,
  overallOf,
  pointsOf,
  type Series,
  seriesOf,
  shownGroups,
  tableOf,
} from "./chart-lines";
import type { ChartSpec } from "./chart-specs";
import { figureOf, formatAxis } from "./metric-words";

const HOUR_MS = 3_600_000;
const RANK_LABEL: Partial<Record<Metric, string>> = {
  latency_p50_ms: "p50",
  latency_p95_ms: "p95",
  latency_p99_ms: "p99",
};

/** Three quantiles of three groups would be nine lines. */
const SPLIT_RANK: Metric = "latency_p95_ms";

interface Props {
  spec: ChartSpec;
  charts: MetricCharts;
  summary: MetricSummary | undefined;
  split: string;
  alerts: readonly Alert[];
  asTable: boolean;
  /** The traces of a range of time. */
  tracesHref: (from: string, to: string) => string;
  onZoom: (from: string, to: string) => void;
}

/** One drawing of the dashboard with its releases, bars, table and file. */
export function MetricChart({
  spec,
  charts,
  summary,
  split,
  alerts,
  asTable,
  tracesHref,
  onZoom,
}: Props) {
  const series = seriesFor(spec, charts, split);
  const [metric = "requests"] = spec.metrics;
  const data = tableOf(charts, series);
  const bars = barsOf(spec, alerts);
  const [slow] = spec.id === "latency" ? charts.slow : [];
  return (
    <ChartFrame
      key={asTable ? "table" : "chart"}
      startsAsTable={asTable}
      title={spec.title}
      unit={spec.kind === "overall" && split !== "none" ? `${spec.unit}, p95` : spec.unit}
      headline={<Headline spec={spec} charts={charts} summary={summary} split={split} />}
      data={data}
      fileName={spec.id}
      emptyText="No data in this range."
      footer={
        slow && (
          <span>
            Grey: {rangeInWords(slow.from, slow.to)}, p95 up to {formatFixed(slow.times, 1)} × its
            median.{" "}
            <Link className={linkClass} href={tracesHref(slow.from, slow.to)}>
              Traces
            </Link>
          </span>
        )
      }
    >
      <LineChart
        label={`${spec.title}: ${series.map(({ label }) => label).join(", ")}`}
        points={pointsOf(charts, series)}
        lines={linesOf(series)}
        formatX={formatTick}
        formatTip={formatMoment}
        formatY={(value) => formatAxis(metric, value)}
        xDomain={[Date.parse(charts.from), Date.parse(charts.to)]}
        ticks={timeTicks(charts)}
        markers={charts.releases.map(({ at, version, isRollback, prompt }) => ({
          x: Date.parse(at),
          label: `${summary && charts.releases.some((one) => one.prompt !== prompt) ? `${prompt} ` : ""}v${version}${isRollback ? " back" : ""}`,
        }))}
        areas={
          spec.id === "latency"
            ? charts.slow.map(({ from, to }) => ({
                from: Date.parse(from),
                to: Date.parse(to),
                label: "",
              }))
            : []
        }
        domain={[
          0,
          axisTop(
            series,
            bars.map(({ y }) => y),
          ),
        ]}
        bars={bars}
        cursorGroup="metrics"
        onZoom={(from, to) =>
          onZoom(
            new Date(from).toISOString(),
            new Date(to + charts.stepHours * HOUR_MS).toISOString(),
          )
        }
      />
    </ChartFrame>
  );
}

/** `20 Nov 12:00 to 18:00` */
function rangeInWords(from: string, to: string): string {
  const [start, end] = [formatMoment(from), formatMoment(to)];
  const [day, month] = start.split(" ");
  return `${start} to ${end.replace(`${day} ${month} `, "")}`;
}

function seriesFor(spec: ChartSpec, charts: MetricCharts, split: string): Series[] {
  const [first, ...others] = spec.metrics;
  if (!first) return [];
  if (spec.kind === "split") return seriesOf(charts, first, split);
  const tones = ["current", "baseline", "third"] as const;
  if (spec.kind === "overall" && split !== "none") return seriesOf(charts, SPLIT_RANK, split);
  if (spec.kind === "overall") {
    return spec.metrics.map((metric, index) => ({
      key: metric,
      label: RANK_LABEL[metric] ?? DEFINITIONS[metric].label,
      tone: tones[index] ?? "third",
      metric,
      group: charts.all,
    }));
  }
  const ins = seriesOf(charts, first, split).slice(0, 2);
  return [
    ...ins.map((one) => ({ ...one, label: one.key === "now" ? "in" : `in ${one.label}` })),
    ...others.map((metric) => ({
      key: metric,
      label: "out",
      tone: "third" as const,
      metric,
      group: charts.all,
    })),
  ];
}

/** Overall, or that of the solid line when something is split. */
function Headline({
  spec,
  charts,
  summary,
  split,
}: {
  spec: ChartSpec;
  charts: MetricCharts;
  summary: MetricSummary | undefined;
  split: string;
}): ReactNode {
  const [metric = "requests", second] = spec.metrics;
  const [group] = split === "none" ? [] : shownGroups(charts, split);
  const name = group && seriesOf(charts, metric, split)[0]?.label;
  if (metric === "requests") {
    return <Figure value={formatCount((group ?? charts.all)?.n ?? 0)} beside={name} />;
  }
  // Quantiles of parts make none of the whole.
  if (group && spec.kind === "overall") return null;
  if (group) {
    const overall = overallOf(group, metric);
    if (!overall) return null;
    const out = second && overallOf(group, second);
    return (
      <Figure
        value={
          out
            ? `${formatCount(overall.value)} in, ${formatCount(out.value)} out`
            : formatReading(metric, overall.value)
        }
        beside={`${name}, n = ${formatCount(overall.n)}`}
      />
    );
  }
  const now = summary && figureOf(summary.figures, metric).now;
  if (!now) return null;
  const out = spec.kind === "tokens" && second ? figureOf(summary.figures, second).now : null;
  return (
    <Figure
      value={
        out
          ? `${formatCount(now.value)} in, ${formatCount(out.value)} out`
          : formatReading(metric, now.value)
      }
      beside={spec.kind === "overall" ? "p95" : `n = ${formatCount(now.n)}`}
    />
  );
}

function Figure({ value, beside }: { value: string; beside?: string | undefined }) {
  return (
    <>
      <b className="tabular-nums">{value}</b>
      {beside && <span className="text-12 text-text-2 tabular-nums">{beside}</span>}
    </>
  );
}

/** What alerts watch is drawn where it is watched. */
function barsOf(spec: ChartSpec, alerts: readonly Alert[]): { y: number; label: string }[] {
  return alerts
    .filter(({ metric, isEnabled }) => isEnabled && spec.metrics.includes(metric))
    .slice(0, 2)
    .map(({ metric, threshold }) => ({
      y: scaled(metric, threshold),
      label: `alert ${formatReading(metric, threshold)}`,
    }));
}
