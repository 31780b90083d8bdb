"use client";
import {
  CartesianGrid,
  ComposedChart,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatCount } from "@/lib/format-number";
import { chartBoxClass } from "./chart-box-class";
import { AXIS, ChartTip } from "./chart-parts";
import { bandMarks, chartRows, hairlineMarks, lineMarks } from "./line-chart-lines";
import { areaMarks, barMarks, markerMarks } from "./line-chart-marks";
import type { ChartPoint, LineChartProps } from "./line-chart-props";
import { ticksOf } from "./scale";
import { useZoomDrag } from "./use-zoom-drag";

export default function LineChartBody({
  label,
  points,
  lines,
  formatX,
  formatTip = formatX,
  formatY,
  bars = [],
  markers = [],
  areas = [],
  domain = [0, "auto"],
  hasEndLabels = true,
  xDomain,
  ticks,
  cursorGroup,
  onZoom,
}: LineChartProps) {
  const { drag, handlers } = useZoomDrag({ isPoint: Number.isFinite, onZoom });
  const rows = chartRows(points, lines, domain);
  const domainX = xDomain ?? [points[0]?.x ?? 0, points.at(-1)?.x ?? 1];
  return (
    <div
      className={chartBoxClass}
      role="img"
      aria-label={label}
      style={onZoom ? { cursor: "crosshair", userSelect: "none" } : undefined}
    >
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={rows}
          margin={{
            top: markers.length > 0 ? 18 : 12,
            right: hasEndLabels ? endRoom(lines) : 12,
            bottom: 0,
            left: 0,
          }}
          accessibilityLayer={false}
          {...(cursorGroup ? { syncId: cursorGroup, syncMethod: "value" as const } : {})}
          {...handlers}
        >
          {areaMarks(areas)}
          {drag && (
            <ReferenceArea x1={drag.from} x2={drag.to} fill="var(--accent)" fillOpacity={0.14} />
          )}
          <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
          <XAxis
            dataKey="x"
            type="number"
            domain={xDomain ? [...xDomain] : ["dataMin", "dataMax"]}
            {...(ticks ? { ticks: [...ticks] } : {})}
            {...AXIS}
            height={24}
            tickFormatter={formatX}
            minTickGap={ticks ? 12 : 40}
          />
          <YAxis
            {...AXIS}
            axisLine={false}
            width={52}
            tickCount={4}
            domain={[...domain]}
            // A top that is given is meant: what lies above is cut off.
            allowDataOverflow={typeof domain[1] === "number"}
            {...evenTicks(domain)}
            tickFormatter={formatY}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--border-strong)" }}
            content={({ active, payload }) => {
              const point: unknown = payload?.[0]?.payload;
              if (!active || !isPoint(point)) return null;
              return (
                <ChartTip title={formatTip(point.x)}>
                  {lines.map((line) => (
                    <div key={line.key}>
                      {line.label}: {reading(point, line.key, formatY)}
                    </div>
                  ))}
                </ChartTip>
              );
            }}
          />
          {bandMarks(lines)}
          {barMarks(bars)}
          {markerMarks(markers, domainX)}
          {hairlineMarks(lines, points, hasEndLabels)}
          {lineMarks(lines, points)}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

function reading(point: ChartPoint, key: string, format: (value: number) => string): string {
  const value = point.values[key];
  const band = point.bands?.[key];
  const n = point.counts?.[key];
  if (value == null) return "no data";
  const about = [
    ...(band ? [`${format(band[0])} to ${format(band[1])}`] : []),
    ...(n === undefined ? [] : [`n = ${formatCount(n)}`]),
  ];
  return about.length > 0 ? `${format(value)} (${about.join(", ")})` : format(value);
}

/** Recharts squeezes the top of a given axis in beside its round ticks. */
function evenTicks([min, max]: readonly [number | "auto", number | "auto"]) {
  return typeof min === "number" && typeof max === "number"
    ? { ticks: ticksOf({ min, max }, 4) }
    : {};
}

/** Room for the longest name at the end of a line. */
function endRoom(lines: readonly { label: string }[]): number {
  return Math.max(44, ...lines.map(({ label }) => Math.min(20, label.length) * 6 + 10));
}

function isPoint(value: unknown): value is ChartPoint {
  return typeof value === "object" && value !== null && "x" in value && "values" in value;
}
