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
import { AXIS, ChartTip } from "./chart-parts";
import type { ChartPoint, LineChartProps, LineTone } from "./line-chart";

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
  formatY,
  bars = [],
  markers = [],
  areas = [],
  domain = [0, "auto"],
  hasEndLabels = true,
}: LineChartProps) {
  const rows = points.map((point) => ({ ...point, ...point.values }));
  return (
    <div className="chart-box" role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={rows}
          margin={{ top: 12, right: hasEndLabels ? 44 : 12, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          {areas.map((area) => (
            <ReferenceArea
              key={area.from}
              x1={area.from}
              x2={area.to}
              fill="var(--subtle)"
              fillOpacity={1}
              label={{
                value: area.label,
                position: "center",
                fill: "var(--text-2)",
                fontSize: 11,
              }}
            />
          ))}
          <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
          <XAxis
            dataKey="x"
            type="number"
            domain={["dataMin", "dataMax"]}
            {...AXIS}
            tickFormatter={formatX}
            minTickGap={40}
          />
          <YAxis
            {...AXIS}
            axisLine={false}
            width={52}
            tickCount={4}
            domain={[...domain]}
            tickFormatter={formatY}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--border-strong)" }}
            content={({ active, payload }) => {
              const point: unknown = payload?.[0]?.payload;
              if (!active || !isPoint(point)) return null;
              return (
                <ChartTip title={formatX(point.x)}>
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
              dataKey={(point: ChartPoint) => point.bands?.[line.key] ?? null}
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
              key={bar.y}
              y={bar.y}
              stroke="var(--fail-mark)"
              strokeDasharray="4 3"
              strokeWidth={1.25}
              ifOverflow="extendDomain"
              label={{
                value: bar.label,
                position: "insideTopLeft",
                fill: "var(--fail)",
                fontSize: 11,
              }}
            />
          ))}
          {markers.map((marker) => (
            <ReferenceLine
              key={marker.x}
              x={marker.x}
              stroke="var(--text-3)"
              strokeDasharray="2 2"
              label={{
                value: marker.label,
                position: "insideTopRight",
                fill: "var(--text)",
                fontSize: 11,
                fontWeight: 600,
              }}
            />
          ))}
          {lines.map((line) => (
            <Line
              key={line.key}
              type="linear"
              dataKey={line.key}
              stroke={LOOK[line.tone].stroke}
              strokeDasharray={LOOK[line.tone].dash}
              strokeWidth={1.75}
              dot={points.length <= MARKERS_UP_TO ? <Marker tone={line.tone} /> : false}
              activeDot={{ r: 3, stroke: "none", fill: LOOK[line.tone].stroke }}
              connectNulls={false}
              isAnimationActive={false}
            >
              <LabelList
                content={({ x, y, index }) =>
                  hasEndLabels && index === lastKnown(points, line.key) ? (
                    <text
                      x={Number(x) + 8}
                      y={Number(y) + 4}
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
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

interface MarkerProps {
  cx?: number;
  cy?: number;
  value?: unknown;
  tone: LineTone;
}

/** Dot, square, triangle or diamond: arms differ without their colour, too. */
function Marker({ cx, cy, value, tone }: MarkerProps) {
  if (cx === undefined || cy === undefined || value == null) return null;
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
  if (value == null) return "no data";
  return band ? `${format(value)} (${format(band[0])} to ${format(band[1])})` : format(value);
}

function lastKnown(points: readonly ChartPoint[], key: string): number {
  return points.findLastIndex((point) => point.values[key] != null);
}

function isPoint(value: unknown): value is ChartPoint {
  return typeof value === "object" && value !== null && "x" in value && "values" in value;
}
