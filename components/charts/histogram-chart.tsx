"use client";
import { lazyView } from "@/components/ui/lazy-view";
import type { HistogramChartProps } from "./histogram-chart-props";

/** Recharts is loaded after the page is painted; the frame keeps the height. */
export const HistogramChart = lazyView<HistogramChartProps>(() => import("./histogram-chart-body"));
