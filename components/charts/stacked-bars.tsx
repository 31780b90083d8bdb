"use client";
import dynamic from "next/dynamic";
import type { StackedBarsProps } from "./stacked-bars-props";

/** Recharts is loaded after the page is painted; the frame keeps the height. */
export const StackedBars = dynamic<StackedBarsProps>(() => import("./stacked-bars-body"), {
  ssr: false,
});
