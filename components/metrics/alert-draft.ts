import { formatCount } from "@/lib/format-number";
import type { Alert, AlertRule } from "@/lib/metrics/alerts/alert-contract";
import type { MetricFilters } from "@/lib/metrics/contract";
import { formatReading } from "@/lib/metrics/format-reading";
import { DEFINITIONS, type Metric, PER, QUANTILES } from "@/lib/metrics/metric";
import { samplesForDoubling } from "@/lib/stats/verdicts/alert-state";
import { LABEL } from "./metric-words";

/** An alert as it is being written: the bar as people say it, percent and dollars per 1,000. */
export interface AlertDraft {
  name: string;
  metric: Metric;
  comparator: ">" | "<";
  threshold: string;
  windowMinutes: AlertRule["windowMinutes"];
  forMinutes: number;
  minSamples: string;
  filter: AlertRule["filter"];
}

export const WINDOW_CHOICES: readonly { value: AlertRule["windowMinutes"]; label: string }[] = [
  { value: 60, label: "1 hour" },
  { value: 180, label: "3 hours" },
  { value: 360, label: "6 hours" },
  { value: 720, label: "12 hours" },
  { value: 1_440, label: "1 day" },
  { value: 10_080, label: "7 days" },
];

export const LASTING_CHOICES: readonly { value: number; label: string }[] = [
  { value: 0, label: "immediately" },
  { value: 10, label: "for 10 minutes" },
  { value: 30, label: "for 30 minutes" },
  { value: 60, label: "for 1 hour" },
  { value: 180, label: "for 3 hours" },
  { value: 1_440, label: "for 1 day" },
];

/** Factor from what is stored to what is written. */
export function writtenPer(metric: Metric): number {
  const { unit } = DEFINITIONS[metric];
  return unit === "rate" ? 100 : unit === "usd" ? PER : 1;
}

export function barUnit(metric: Metric): string {
  return { rate: "%", ms: "ms", usd: "$ per 1,000", count: "" }[DEFINITIONS[metric].unit];
}

export function draftOf(alert: Alert | null, scope: MetricFilters): AlertDraft {
  if (alert) {
    const { name, metric, comparator, threshold, forMinutes, minSamples, filter } = alert;
    const window = WINDOW_CHOICES.find(({ value }) => value === alert.windowMinutes);
    return {
      name,
      metric,
      comparator,
      threshold: String(Number((threshold * writtenPer(metric)).toPrecision(10))),
      windowMinutes: window?.value ?? 60,
      forMinutes,
      minSamples: String(minSamples),
      filter,
    };
  }
  const { range: _, from: __, to: ___, ...filter } = scope;
  return {
    name: "",
    metric: "escalation_rate",
    comparator: ">",
    threshold: "",
    windowMinutes: 180,
    forMinutes: 30,
    minSamples: "50",
    filter,
  };
}

/** Null while the bar or the number of samples is no number yet. */
export function ruleOf(draft: AlertDraft): AlertRule | null {
  const bar = Number(draft.threshold.replace(",", "."));
  const minSamples = Number(draft.minSamples);
  if (draft.threshold.trim() === "" || !Number.isFinite(bar) || bar < 0) return null;
  if (!Number.isInteger(minSamples) || minSamples < 1) return null;
  const { metric, comparator, windowMinutes, forMinutes, filter } = draft;
  return {
    metric,
    comparator,
    threshold: bar / writtenPer(metric),
    windowMinutes,
    forMinutes,
    minSamples,
    filter,
  };
}

/** `Escalation rate above 8 % over 3 hours, for 30 minutes` */
export function ruleInWords(
  rule: Pick<AlertRule, "metric" | "comparator" | "threshold"> & {
    windowMinutes: number;
    forMinutes: number;
  },
): string {
  const { metric, comparator, threshold, windowMinutes, forMinutes } = rule;
  const window = WINDOW_CHOICES.find(({ value }) => value === windowMinutes)?.label;
  const lasting = LASTING_CHOICES.find(({ value }) => value === forMinutes)?.label;
  const bar = formatReading(metric, threshold);
  return `${LABEL[metric]} ${comparator === ">" ? "above" : "below"} ${bar} over ${window ?? `${windowMinutes} minutes`}${
    forMinutes === 0 ? "" : `, ${lasting ?? `for ${forMinutes} minutes`}`
  }`;
}

/**
 * How many samples the window needs so that a doubling is seen half the time; with fewer, what to do. Null for
 * means and counts, which have no such number.
 */
export function samplesInWords(
  rule: Pick<AlertRule, "metric" | "comparator" | "threshold" | "windowMinutes">,
  n: number,
): string | null {
  const share = watchedShare(rule);
  if (share === null || share <= 0 || share >= 1) return null;
  const needed = samplesForDoubling(share);
  const words = `With ${formatCount(needed)} samples a doubling is seen half the time.`;
  if (n >= needed) return words;
  const isLongest = rule.windowMinutes === WINDOW_CHOICES.at(-1)?.value;
  return `${words} There are ${formatCount(n)} now${isLongest ? "." : ": take a longer window."}`;
}

/** The share of samples on the bad side that the bar allows. */
function watchedShare({
  metric,
  comparator,
  threshold,
}: Pick<AlertRule, "metric" | "comparator" | "threshold">): number | null {
  const isAbove = comparator === ">";
  const quantile = QUANTILES[metric];
  if (quantile !== undefined) return isAbove ? 1 - quantile : quantile;
  if (DEFINITIONS[metric].unit !== "rate") return null;
  return isAbove ? threshold : 1 - threshold;
}

/** Which traces count, as words: `support/triage`, `production`, `v6`. */
export function scopeWords(
  filter: AlertRule["filter"],
): { name: keyof AlertRule["filter"]; word: string }[] {
  const names = ["prompt", "environment", "version", "segment", "model", "arm"] as const;
  return names.flatMap((name) => {
    const value = filter[name];
    if (value === undefined || value === "") return [];
    return [{ name, word: name === "version" ? `v${value}` : String(value) }];
  });
}
