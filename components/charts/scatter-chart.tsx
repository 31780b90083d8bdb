"use client";
import dynamic from "next/dynamic";
import type { ScatterChartProps } from "./scatter-chart-props";

/** Recharts is loaded after the page is painted; the frame keeps the height. */
export const ScatterChart = dynamic<ScatterChartProps>(() => import("./scatter-chart-body"), {
  ssr: false,
});
