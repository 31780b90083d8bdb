import type { ChartTable } from "@/components/charts/chart-data";
import type { BarSeries, StackedBar } from "@/components/charts/stacked-bars-props";
import { OUTCOME_LABEL } from "@/components/traces/trace-words";
import type { TraceHistogram } from "@/lib/metrics/histogram-contract";
import type { TraceFilters } from "@/lib/traces/filter-contract";

const HOUR_MS = 3_600_000;

/** What went wrong stands on the axis, where it can be compared; what went right is quiet above it. */
export const OUTCOME_SERIES: readonly (BarSeries & {
  key: "failed" | "escalated" | "fell_back" | "none" | "succeeded";
})[] = [
  { key: "failed", label: OUTCOME_LABEL.failed, fill: "var(--fail-mark)" },
  {
    key: "escalated",
    label: OUTCOME_LABEL.escalated,
    fill: "var(--fail-mark)",
    isHatched: true,
  },
  { key: "fell_back", label: OUTCOME_LABEL.fell_back, fill: "var(--inconclusive-mark)" },
  { key: "none", label: "not reported", fill: "var(--border-strong)" },
  { key: "succeeded", label: OUTCOME_LABEL.succeeded, fill: "var(--chart-3)" },
];

export const barsOf = ({ bars }: TraceHistogram): StackedBar[] =>
  bars.map(({ at, ...values }) => ({ x: Date.parse(at), values }));

/** Outcomes that occur, with how many there are. */
export function seriesIn({ bars }: TraceHistogram) {
  return OUTCOME_SERIES.map((series) => ({
    ...series,
    n: bars.reduce((sum, bar) => sum + bar[series.key], 0),
  })).filter(({ n }) => n > 0);
}

export function tableOf({ bars }: TraceHistogram): ChartTable {
  return {
    columns: ["time (UTC)", ...OUTCOME_SERIES.map(({ label }) => label)],
    rows: bars
      .filter((bar) => OUTCOME_SERIES.some(({ key }) => bar[key] > 0))
      .map((bar) => [
        bar.at.slice(0, 16).replace("T", " "),
        ...OUTCOME_SERIES.map(({ key }) => bar[key]),
      ]),
  };
}

/** The time from the first to the last bar, within what is drawn; null: all that is drawn. */
export function timeOf(
  { from, to, stepHours }: TraceHistogram,
  first: number,
  last: number,
): { from: string; to: string } | null {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const begin = Math.max(start, first);
  const until = Math.min(end, last + stepHours * HOUR_MS);
  if (begin === start && until === end) return null;
  return { from: new Date(begin).toISOString(), to: new Date(until).toISOString() };
}

/** `hour`, `4 hours`, `day`, `2 days` */
export function stepWords(stepHours: number): string {
  const [count, unit] = stepHours % 24 === 0 ? [stepHours / 24, "day"] : [stepHours, "hour"];
  return count === 1 ? unit : `${count} ${unit}s`;
}

const UNKNOWN_WORDS: Partial<Record<keyof TraceFilters, string>> = {
  q: "the text",
  minLatencyMs: "latency",
  maxLatencyMs: "latency",
  minCostUsd: "cost",
  maxCostUsd: "cost",
  unit: "the unit",
  userId: "the user",
  sessionId: "the session",
  category: "the failure category",
  reviewed: "what was reviewed",
  scorer: "the online scorer",
  error: "the error",
  where: "conditions",
};

/** `the text`, `latency and the unit` */
export function unknownWords(names: readonly (keyof TraceFilters)[]): string {
  const words = [...new Set(names.map((name) => UNKNOWN_WORDS[name] ?? name))];
  const last = words.pop() ?? "";
  return words.length === 0 ? last : `${words.join(", ")} and ${last}`;
}
