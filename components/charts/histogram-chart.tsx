"use client";
import dynamic from "next/dynamic";
import type { HistogramChartProps } from "./histogram-chart-props";

/** Recharts is loaded after the page is painted; the frame keeps the height. */
export const HistogramChart = dynamic<HistogramChartProps>(() => import("./histogram-chart-body"), {
  ssr: false,
});
