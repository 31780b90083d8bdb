import type { ReactNode } from "react";

/** Axes of all charts: no ticks, small tabular digits, a hairline. */
export const AXIS = {
  tickLine: false,
  axisLine: { stroke: "var(--border-strong)" },
  tick: { fill: "var(--chart-axis)", fontSize: 11 },
  tickMargin: 6,
} as const;

export function ChartTip({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className="tooltip">
      <b>{title}</b>
      <br />
      {children}
    </div>
  );
}
