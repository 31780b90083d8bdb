import {
  formatChange,
  formatCount,
  formatMsDifference,
  formatMsDifferenceValue,
  formatNumber,
  formatPoints,
  formatPointsInterval,
  formatRateShort,
  formatUsd,
} from "@/lib/format-number";
import type { AlertState } from "@/lib/metrics/alerts/alert-contract";
import type { MetricChange, MetricFigure } from "@/lib/metrics/contract";
import { DEFINITIONS, type Metric } from "@/lib/metrics/metric";

export const LABEL: Record<Metric, string> = {
  ...(Object.fromEntries(
    Object.entries(DEFINITIONS).map(([metric, { label }]) => [metric, label]),
  ) as Record<Metric, string>),
  cost_usd: "Cost / 1,000 requests",
  cost_per_success_usd: "Cost / 1,000 successes",
};

/** Values of the axis are per 1,000 already where money is drawn. */
export function formatAxis(metric: Metric, value: number): string {
  switch (DEFINITIONS[metric].unit) {
    case "rate":
      return formatRateShort(value);
    case "usd":
      return formatUsd(value);
    case "ms":
      return formatCount(value);
    case "count":
      return formatNumber(value);
  }
}

/** `+0.6 pt`, `+21 ms`, `+1.4 %` */
export function formatMetricChange(metric: Metric, { kind, value }: MetricChange): string {
  if (kind === "relative") return formatChange(value);
  return DEFINITIONS[metric].unit === "rate"
    ? `${formatPoints(value)} pt`
    : formatMsDifference(value);
}

/** `+0.2 to +1.0`; null when there is none. */
export function formatChangeInterval(metric: Metric, change: MetricChange): string | null {
  const { kind, low, high } = change;
  if (low === null || high === null) return null;
  if (kind === "relative" || DEFINITIONS[metric].unit === "rate") {
    return formatPointsInterval(low, high);
  }
  return `${formatMsDifferenceValue(low)} to ${formatMsDifferenceValue(high)}`;
}

export const RANGE_LABEL = { "24h": "24 h", "7d": "7 d", "14d": "14 d", "28d": "28 d" };

export const ALERT_STATE_LABEL: Record<AlertState, string> = {
  ok: "within its bar",
  breached: "beyond its bar",
  no_data: "too little data",
};

export function figureOf(figures: readonly MetricFigure[], metric: Metric): MetricFigure {
  return (
    figures.find((figure) => figure.metric === metric) ?? {
      metric,
      now: null,
      before: null,
      change: null,
    }
  );
}

/** `the 7 days before`, `the 36 hours before` */
export function beforeInWords(from: string, to: string): string {
  const hours = Math.round((Date.parse(to) - Date.parse(from)) / 3_600_000);
  // The present hour has begun: seven days until now are 169 hours.
  const days = Math.round(hours / 24);
  return hours >= 47 && Math.abs(hours - days * 24) <= 8
    ? `the ${days} days before`
    : `the ${hours <= 25 && hours >= 23 ? 24 : hours} hours before`;
}

/** Cost per success stands on the traces whose outcome is known: which share that is, where it is not all. */
export function outcomesInWords({
  knownOutcomes,
  n,
}: {
  knownOutcomes: number;
  n: number;
}): string {
  if (knownOutcomes >= n || n === 0) return "";
  const share = Math.floor((100 * knownOutcomes) / n);
  return `, outcome known of ${share === 0 && knownOutcomes > 0 ? "under 1" : share} %`;
}
