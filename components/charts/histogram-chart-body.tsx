"use client";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatCount, formatNumber } from "@/lib/format-number";
import { chartBoxClass } from "./chart-box-class";
import { AXIS, ChartTip } from "./chart-parts";
import type { HistogramChartProps } from "./histogram-chart-props";

const shortCount = (n: number) => (n >= 10_000 ? `${n / 1_000}k` : formatCount(n));
const short = (value: number) => formatNumber(value, 3);

export default function HistogramChartBody({
  bins,
  label,
  unit,
  currentLabel,
  baselineLabel,
}: HistogramChartProps) {
  const data = bins.map((bin) => ({ ...bin, name: short(bin.from) }));
  const lastName = data.at(-1)?.name;
  return (
    <div className={chartBoxClass} role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={data}
          margin={{ top: 8, right: 28, bottom: 0, left: 0 }}
          barGap={1}
          barCategoryGap="12%"
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
          <XAxis
            dataKey="name"
            {...AXIS}
            interval="preserveStartEnd"
            minTickGap={36}
            tickFormatter={(name: string) => (name === lastName ? `${name} ${unit}` : name)}
          />
          <YAxis
            {...AXIS}
            axisLine={false}
            width={40}
            tickFormatter={shortCount}
            allowDecimals={false}
            tickCount={4}
          />
          <Tooltip
            cursor={{ fill: "var(--hover)" }}
            isAnimationActive={false}
            content={({ active, payload }) => {
              const bin: unknown = payload?.[0]?.payload;
              if (!active || !isBin(bin)) return null;
              return (
                <ChartTip title={`${short(bin.from)}–${short(bin.to)} ${unit}`}>
                  {baselineLabel && bin.baseline != null && (
                    <>
                      {baselineLabel}: {bin.baseline}
                      <br />
                    </>
                  )}
                  {currentLabel}: {bin.current}
                </ChartTip>
              );
            }}
          />
          {baselineLabel && (
            <Bar dataKey="baseline" fill="var(--chart-2)" isAnimationActive={false} />
          )}
          <Bar dataKey="current" fill="var(--chart-1)" isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function isBin(
  value: unknown,
): value is { from: number; to: number; current: number; baseline?: number | null } {
  return typeof value === "object" && value !== null && "from" in value && "current" in value;
}
