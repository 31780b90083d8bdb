"use client";
import {
  CartesianGrid,
  ErrorBar,
  ScatterChart as Plot,
  ResponsiveContainer,
  Scatter,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { chartBoxClass } from "./chart-box-class";
import { AXIS, ChartTip } from "./chart-parts";
import { frontSteps } from "./front-steps";
import { PointShape } from "./point-shape";
import { ticksOf } from "./scale";
import type { ScatterChartProps, ScatterPoint } from "./scatter-chart-props";
import { spreadLabels } from "./spread-labels";

/** With more points names would cover them: only those on the front and the selected one keep theirs. */
const NAMES_UP_TO = 12;
/** Of the axis, on each side: a point at the edge keeps its mark. */
const ROOM = 0.06;

export default function ScatterChartBody({
  label,
  points,
  formatX,
  formatY,
  xLabel,
  yDomain,
  frontLabel,
  onSelect,
}: ScatterChartProps) {
  const most = Math.max(...points.map(({ x }) => x), 0);
  const right = most > 0 ? most * (1 + 3 * ROOM) : 1;
  const front = frontSteps(
    points.filter(({ isOnFront }) => isOnFront),
    right,
  );
  const names = new Map<string, number>();
  const isNamed = (point: ScatterPoint) =>
    points.length <= NAMES_UP_TO || point.isOnFront || point.isSelected;
  return (
    <div className={chartBoxClass} role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height="100%">
        <Plot margin={{ top: 12, right: 12, bottom: 14, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
          <XAxis
            dataKey="x"
            type="number"
            domain={[0, right]}
            ticks={ticksOf({ min: 0, max: right }, 4)}
            {...AXIS}
            height={34}
            tickFormatter={formatX}
            label={{
              value: xLabel,
              position: "insideBottomRight",
              offset: -8,
              fill: "var(--chart-axis)",
              fontSize: 11,
            }}
          />
          <YAxis
            dataKey="y"
            type="number"
            {...AXIS}
            axisLine={false}
            width={52}
            domain={[...yDomain]}
            ticks={ticksOf({ min: yDomain[0], max: yDomain[1] }, 4)}
            tickFormatter={formatY}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={false}
            content={({ active, payload }) => {
              const point: unknown = payload?.[0]?.payload;
              if (!active || !isPoint(point)) return null;
              return (
                <ChartTip title={point.label}>
                  {point.facts.map((fact) => (
                    <div key={fact}>{fact}</div>
                  ))}
                </ChartTip>
              );
            }}
          />
          <Scatter
            name={frontLabel}
            data={front}
            line={{ stroke: "var(--chart-3)", strokeWidth: 1.5, strokeDasharray: "2 3" }}
            shape={() => <g />}
            tooltipType="none"
            isAnimationActive={false}
            legendType="none"
          />
          <Scatter
            data={points.map((point) => ({ ...point, spread: spreadOf(point) }))}
            isAnimationActive={false}
            onClick={(mark: { payload?: unknown }) => {
              if (isPoint(mark.payload)) onSelect?.(mark.payload.key);
            }}
            cursor={onSelect ? "pointer" : undefined}
            shape={({ cx, cy, payload }: { cx?: number; cy?: number; payload?: unknown }) =>
              isPoint(payload) && cx !== undefined && cy !== undefined ? (
                <NamedPoint
                  point={payload}
                  x={cx}
                  y={cy}
                  nameY={isNamed(payload) ? spreadLabels(names, payload.key, cy - 6) : null}
                  isNearEnd={payload.x > right * 0.75}
                />
              ) : (
                <g />
              )
            }
          >
            <ErrorBar
              dataKey="spread"
              direction="y"
              width={0}
              stroke="var(--chart-2)"
              strokeWidth={1.25}
              opacity={0.55}
            />
          </Scatter>
        </Plot>
      </ResponsiveContainer>
    </div>
  );
}

interface NamedPointProps {
  point: ScatterPoint;
  x: number;
  y: number;
  /** null: without its name. */
  nameY: number | null;
  /** The name stands on the left, where there is room. */
  isNearEnd: boolean;
}

function NamedPoint({ point, x, y, nameY, isNearEnd }: NamedPointProps) {
  return (
    <g>
      <PointShape
        group={point.group}
        x={x}
        y={y}
        className={point.isSelected ? "fill-chart-1" : "fill-chart-2"}
      />
      {nameY !== null && (
        <text
          x={x + (isNearEnd ? -9 : 9)}
          y={nameY}
          textAnchor={isNearEnd ? "end" : "start"}
          fontSize={11}
          fontWeight={point.isSelected ? 600 : 400}
          fill="var(--text)"
          // Lines run behind names, not through them.
          stroke="var(--surface)"
          strokeWidth={3}
          paintOrder="stroke"
        >
          {point.label}
        </text>
      )}
    </g>
  );
}

/** How far the interval reaches below and above the point. */
const spreadOf = ({ y, low, high }: ScatterPoint): [number, number] => [
  low === null ? 0 : y - low,
  high === null ? 0 : high - y,
];

function isPoint(value: unknown): value is ScatterPoint {
  return typeof value === "object" && value !== null && "key" in value && "facts" in value;
}
