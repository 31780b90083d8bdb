"use client";
import { useId, useRef, useState } from "react";
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
import { AXIS, ChartTip } from "./chart-parts";
import type { StackedBar, StackedBarsProps } from "./stacked-bars";

interface Stretch {
  from: number;
  to: number;
}

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
  const [drag, showDrag] = useState<Stretch | null>(null);
  // A click is down and up at once, before what is shown can have changed.
  const dragged = useRef<Stretch | null>(null);
  const setDrag = (stretch: Stretch | null) => {
    dragged.current = stretch;
    showDrag(stretch);
  };
  const begins = new Set(bars.map(({ x }) => x));
  const hatch = (index: number) => `${id}-hatch-${index}`;
  const endDrag = () => {
    const stretch = dragged.current;
    setDrag(null);
    if (stretch) onZoom?.(Math.min(stretch.from, stretch.to), Math.max(stretch.from, stretch.to));
  };
  return (
    <div
      className="chart-box"
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
          {...(onZoom && {
            onMouseDown: ({ activeLabel }) => {
              const x = Number(activeLabel);
              if (begins.has(x)) setDrag({ from: x, to: x });
            },
            onMouseMove: ({ activeLabel }) => {
              const x = Number(activeLabel);
              const { current } = dragged;
              if (current && begins.has(x)) setDrag({ ...current, to: x });
            },
            onMouseUp: endDrag,
            onMouseLeave: () => setDrag(null),
          })}
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
                        {name}: {bar.values[key].toLocaleString("en-US")}
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
          {drag && drag.from !== drag.to && (
            <ReferenceArea
              x1={Math.min(drag.from, drag.to)}
              x2={Math.max(drag.from, drag.to)}
              fill="var(--accent)"
              fillOpacity={0.14}
            />
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
