import type { LineTone } from "./line-chart-props";

export const LOOK: Record<LineTone, { stroke: string; dash?: string }> = {
  current: { stroke: "var(--chart-1)" },
  baseline: { stroke: "var(--chart-2)", dash: "4 3" },
  third: { stroke: "var(--chart-3)", dash: "2 2" },
  holdout: { stroke: "var(--holdout-mark)", dash: "6 3" },
};
