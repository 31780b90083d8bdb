import type { ReactNode } from "react";
import { tooltipClass } from "@/components/ui/overlays/tooltip-class";

/** Axes of all charts: no ticks, small tabular digits, a hairline. */
export const AXIS = {
  tickLine: false,
  axisLine: { stroke: "var(--border-strong)" },
  tick: { fill: "var(--chart-axis)", fontSize: 11 },
  tickMargin: 6,
} as const;

export function ChartTip({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div data-slot="chart-tip" className={tooltipClass}>
      <b>{title}</b>
      <br />
      {children}
    </div>
  );
}
