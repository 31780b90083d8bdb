"use client";
import dynamic from "next/dynamic";

export interface HistogramBin {
  /** Bounds of the bin, in the unit of the axis. */
  from: number;
  to: number;
  current: number;
  baseline?: number | null;
}

export interface HistogramChartProps {
  bins: readonly HistogramBin[];
  /** Accessible name, e.g. "Histogram of latency, v5 and v6". */
  label: string;
  unit: string;
  currentLabel: string;
  baselineLabel?: string;
}

/** Recharts is loaded after the page is painted; the frame keeps the height. */
export const HistogramChart = dynamic<HistogramChartProps>(() => import("./histogram-chart-body"), {
  ssr: false,
});
