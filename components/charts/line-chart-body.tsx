"use client";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  ErrorBar,
  LabelList,
  Line,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatCount } from "@/lib/format-number";
import { chartBoxClass } from "./chart-box-class";
import { AXIS, ChartTip } from "./chart-parts";
import { type DrawnPoint, drawnPoint } from "./drawn-point";
import { areaMarks, barMarks, markerMarks, PointMark } from "./line-chart-marks";
import type { ChartPoint, LineChartProps } from "./line-chart-props";
import { LOOK } from "./line-look";
import { ticksOf } from "./scale";
import { spreadLabels } from "./spread-labels";
import { useZoomDrag } from "./use-zoom-drag";

/** Beyond this many points markers would hide the line. */
const MARKERS_UP_TO = 30;

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
  const rows = points.map((point, index) => {
    const drawn = drawnPoint(point, domain);
    const lone = lines.filter(({ key }) => isAlone(points, key, index));
    return { ...point, drawn, whiskers: whiskersOf(drawn, lone) };
  });
  const labels = new Map<string, number>();
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
          {lines.map((line) => (
            <Area
              key={`${line.key} band`}
              dataKey={({ drawn }: Row) => drawn.bands[line.key] ?? null}
              stroke="none"
              fill={LOOK[line.tone].stroke}
              fillOpacity={0.16}
              isAnimationActive={false}
              activeDot={false}
              tooltipType="none"
            />
          ))}
          {barMarks(bars)}
          {markerMarks(markers, domainX)}
          {lines.map((line) => (
            <Line
              key={`${line.key} thin`}
              type="linear"
              dataKey={({ drawn }: Row) => drawn.all[line.key] ?? null}
              stroke={LOOK[line.tone].stroke}
              strokeWidth={0.75}
              strokeOpacity={0.55}
              dot={false}
              activeDot={false}
              connectNulls={false}
              isAnimationActive={false}
              tooltipType="none"
            >
              {/* Here, since the last point may be one that only the hairline has. */}
              <LabelList
                content={({ x, y, index }) =>
                  hasEndLabels && index === lastMeasured(points, line.key) ? (
                    <text
                      x={Number(x) + 8}
                      y={spreadLabels(labels, line.key, Number(y) + 4)}
                      fontSize={11}
                      fill={line.tone === "current" ? "var(--accent)" : "var(--text-2)"}
                    >
                      {line.label}
                    </text>
                  ) : null
                }
              />
            </Line>
          ))}
          {lines.map((line) => (
            <Line
              key={line.key}
              type="linear"
              dataKey={({ drawn }: Row) => drawn.solid[line.key] ?? null}
              stroke={LOOK[line.tone].stroke}
              strokeDasharray={LOOK[line.tone].dash}
              strokeWidth={1.75}
              dot={
                <PointMark
                  tone={line.tone}
                  isShown={(index) =>
                    points.length <= MARKERS_UP_TO || isAlone(points, line.key, index)
                  }
                />
              }
              activeDot={{ r: 3, stroke: "none", fill: LOOK[line.tone].stroke }}
              connectNulls={false}
              isAnimationActive={false}
            >
              {/* A band needs two points. */}
              <ErrorBar
                dataKey={({ whiskers }: Row) => whiskers[line.key] ?? null}
                direction="y"
                width={5}
                stroke={LOOK[line.tone].stroke}
                strokeWidth={1.25}
                isAnimationActive={false}
              />
            </Line>
          ))}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

type Whiskers = Readonly<Record<string, readonly [below: number, above: number]>>;
type Row = ChartPoint & { drawn: DrawnPoint; whiskers: Whiskers };

/** The intervals of points that no band shows, as distances from their values. */
function whiskersOf({ solid, bands }: DrawnPoint, lines: readonly { key: string }[]): Whiskers {
  return Object.fromEntries(
    lines.flatMap(({ key }) => {
      const [value, band] = [solid[key], bands[key]];
      return value == null || !band ? [] : [[key, [value - band[0], band[1] - value]]];
    }),
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

/** A point between two gaps has no line to be seen by. */
function isAlone(points: readonly ChartPoint[], key: string, index: number): boolean {
  return points[index - 1]?.values[key] == null && points[index + 1]?.values[key] == null;
}

function lastMeasured(points: readonly ChartPoint[], key: string): number {
  return points.findLastIndex((point) => point.values[key] != null);
}

function isPoint(value: unknown): value is ChartPoint {
  return typeof value === "object" && value !== null && "x" in value && "values" in value;
}
