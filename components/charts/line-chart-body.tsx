"use client";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  LabelList,
  Line,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatCount } from "@/lib/format-number";
import { chartBoxClass } from "./chart-box-class";
import { AXIS, ChartTip } from "./chart-parts";
import { type DrawnPoint, drawnPoint } from "./drawn-point";
import type { ChartPoint, LineChartProps, LineTone } from "./line-chart-props";
import { hasRoom, isCrowded } from "./marker-labels";
import { ticksOf } from "./scale";
import { spreadLabels } from "./spread-labels";
import { useZoomDrag } from "./use-zoom-drag";

const LOOK: Record<LineTone, { stroke: string; dash?: string }> = {
  current: { stroke: "var(--chart-1)" },
  baseline: { stroke: "var(--chart-2)", dash: "4 3" },
  third: { stroke: "var(--chart-3)", dash: "2 2" },
  holdout: { stroke: "var(--holdout-mark)", dash: "6 3" },
};
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
  const rows = points.map((point) => ({ ...point, drawn: drawnPoint(point, domain) }));
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
          {areas.map((area) => (
            <ReferenceArea
              key={area.from}
              x1={area.from}
              x2={area.to}
              fill="var(--subtle)"
              fillOpacity={1}
              ifOverflow="hidden"
              label={{
                value: area.label,
                position: "insideTop",
                fill: "var(--text-2)",
                fontSize: 11,
              }}
            />
          ))}
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
          {bars.map((bar) => (
            <ReferenceLine
              key={`${bar.y} ${bar.label}`}
              y={bar.y}
              stroke="var(--fail-mark)"
              strokeDasharray="4 3"
              strokeWidth={1.25}
              ifOverflow="extendDomain"
              label={{
                value: bar.label,
                position: bar.isAtEnd ? "insideTopRight" : "insideTopLeft",
                fill: "var(--fail)",
                fontSize: 11,
              }}
            />
          ))}
          {markers.map((marker, index) => (
            <ReferenceLine
              key={`${marker.x} ${marker.label}`}
              x={marker.x}
              ifOverflow="hidden"
              stroke="var(--text-3)"
              strokeDasharray="2 2"
              label={{
                value: hasRoom(markers, index, domainX) ? marker.label : "",
                position: "insideTopRight",
                // Above the plot, where no line runs through it.
                dy: isCrowded(markers, index, domainX) ? 2 : -14,
                fill: "var(--text)",
                fontSize: 11,
                fontWeight: 600,
              }}
            />
          ))}
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
                  hasEndLabels && index === lastKnown(points, line.key) ? (
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
                <Marker
                  tone={line.tone}
                  isShown={(index) =>
                    points.length <= MARKERS_UP_TO || isAlone(points, line.key, index)
                  }
                />
              }
              activeDot={{ r: 3, stroke: "none", fill: LOOK[line.tone].stroke }}
              connectNulls={false}
              isAnimationActive={false}
            />
          ))}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

type Row = ChartPoint & { drawn: DrawnPoint };

interface MarkerProps {
  cx?: number;
  cy?: number;
  value?: unknown;
  index?: number;
  tone: LineTone;
  isShown: (index: number) => boolean;
}

/** Dot, square, triangle or diamond: arms differ without their colour, too. */
function Marker({ cx, cy, value, index = 0, tone, isShown }: MarkerProps) {
  if (cx === undefined || cy === undefined || value == null || !isShown(index)) return null;
  const fill = LOOK[tone].stroke;
  if (tone === "current") return <circle cx={cx} cy={cy} r={3} fill={fill} />;
  if (tone === "baseline")
    return <rect x={cx - 2.5} y={cy - 2.5} width={5} height={5} fill={fill} />;
  if (tone === "third") return <path d={`M${cx} ${cy - 3.5}l3.5 6h-7z`} fill={fill} />;
  return <path d={`M${cx} ${cy - 4}l4 4-4 4-4-4z`} fill={fill} />;
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

function lastKnown(points: readonly ChartPoint[], key: string): number {
  return points.findLastIndex((point) => point.values[key] != null);
}

function isPoint(value: unknown): value is ChartPoint {
  return typeof value === "object" && value !== null && "x" in value && "values" in value;
}
