"use client";
import dynamic from "next/dynamic";
import type { LineChartProps } from "./line-chart-props";

/** Recharts is loaded after the page is painted; the frame keeps the height. */
export const LineChart = dynamic<LineChartProps>(() => import("./line-chart-body"), { ssr: false });
