"use client";
import { lazyView } from "@/components/ui/lazy-view";
import type { ScatterChartProps } from "./scatter-chart-props";

/** Recharts is loaded after the page is painted; the frame keeps the height. */
export const ScatterChart = lazyView<ScatterChartProps>(() => import("./scatter-chart-body"));
