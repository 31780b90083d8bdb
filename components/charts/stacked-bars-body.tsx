"use client";
import { useId } from "react";
import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatNumber } from "@/lib/format-number";
import { chartBoxClass } from "./chart-box-class";
import { AXIS, ChartTip } from "./chart-parts";
import type { StackedBar, StackedBarsProps } from "./stacked-bars-props";
import { useZoomDrag } from "./use-zoom-drag";

export default function StackedBarsBody({
  label,
  bars,
  series,
  ticks,
  formatX,
  formatTip,
  onZoom,
}: StackedBarsProps) {
  const id = useId();
  const begins = new Set(bars.map(({ x }) => x));
  const hatch = (index: number) => `${id}-hatch-${index}`;
  const { drag, handlers } = useZoomDrag({
    isPoint: (x) => begins.has(x),
    takesClick: true,
    onZoom,
  });
  return (
    <div
      className={chartBoxClass}
      role="img"
      aria-label={label}
      style={onZoom ? { cursor: "crosshair", userSelect: "none" } : undefined}
    >
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={[...bars]}
          margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
          barCategoryGap={1}
          accessibilityLayer={false}
          {...handlers}
        >
          <defs>
            {series.map(({ key, fill, isHatched }, index) =>
              isHatched ? (
                <pattern
                  key={key}
                  id={hatch(index)}
                  width="4"
                  height="4"
                  patternUnits="userSpaceOnUse"
                  patternTransform="rotate(45)"
                >
                  <rect width="4" height="4" fill={fill} fillOpacity="0.25" />
                  <rect width="2" height="4" fill={fill} />
                </pattern>
              ) : null,
            )}
          </defs>
          <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
          <XAxis
            dataKey="x"
            {...AXIS}
            tickMargin={4}
            height={20}
            ticks={shownTicks(ticks, bars)}
            interval="preserveStart"
            tickFormatter={formatX}
          />
          <YAxis {...AXIS} axisLine={false} width={40} tickCount={3} allowDecimals={false} />
          <Tooltip
            isAnimationActive={false}
            cursor={bars.length > 1 ? { fill: "var(--hover)" } : false}
            content={({ active, payload }) => {
              const bar: unknown = payload?.[0]?.payload;
              if (!active || !isBar(bar)) return null;
              return (
                <ChartTip title={formatTip(bar.x)}>
                  {series.toReversed().map(({ key, label: name }) =>
                    bar.values[key] ? (
                      <div key={key}>
                        {name}: {formatNumber(bar.values[key], 3)}
                      </div>
                    ) : null,
                  )}
                </ChartTip>
              );
            }}
          />
          {series.map(({ key, fill, isHatched }, index) => (
            <Bar
              key={key}
              stackId="all"
              dataKey={({ values }: StackedBar) => values[key] ?? 0}
              fill={isHatched ? `url(#${hatch(index)})` : fill}
              isAnimationActive={false}
            />
          ))}
          {drag && (
            <ReferenceArea x1={drag.from} x2={drag.to} fill="var(--accent)" fillOpacity={0.14} />
          )}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

/** Those at which a bar begins; of a few bars without one, the bars themselves. */
function shownTicks(ticks: readonly number[], bars: readonly StackedBar[]): number[] {
  const begins = new Set(bars.map(({ x }) => x));
  const shown = ticks.filter((tick) => begins.has(tick));
  return shown.length > 0 ? shown : [...begins];
}

function isBar(value: unknown): value is StackedBar {
  return typeof value === "object" && value !== null && "x" in value && "values" in value;
}
