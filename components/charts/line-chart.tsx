"use client";
import { lazyView } from "@/components/ui/lazy-view";
import type { LineChartProps } from "./line-chart-props";

/** Recharts is loaded after the page is painted; the frame keeps the height. */
export const LineChart = lazyView<LineChartProps>(() => import("./line-chart-body"));
