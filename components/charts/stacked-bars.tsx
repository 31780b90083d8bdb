"use client";
import { lazyView } from "@/components/ui/lazy-view";
import type { StackedBarsProps } from "./stacked-bars-props";

/** Recharts is loaded after the page is painted; the frame keeps the height. */
export const StackedBars = lazyView<StackedBarsProps>(() => import("./stacked-bars-body"));
