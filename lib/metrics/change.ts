import {
  type Change,
  differenceInterval,
  relativeChangeInterval,
} from "@/lib/stats/intervals/difference-interval";
import type { Interval } from "@/lib/stats/intervals/mean-interval";
import { holmCorrection } from "@/lib/stats/verdicts/holm-correction";
import { DEFINITIONS, type Metric } from "./metric";

export type ChangeVerdict = "worse" | "better" | "cannot_tell";

export interface MetricChange {
  /** `absolute`: in the metric's unit (a rate in fractions). `relative`: a fraction of the value before. */
  kind: "absolute" | "relative";
  value: number;
  low: number | null;
  high: number | null;
  /** Null for a metric of which more is neither better nor worse. */
  verdict: ChangeVerdict | null;
  /** Two-sided, corrected where several changes are looked at together. */
  p: number | null;
}

const SIGNIFICANT = 0.05;

/** Rates and times differ by an amount, money and counts by a share. Null when one side is not known. */
export function metricChange(
  metric: Metric,
  now: Interval | null,
  before: Interval | null,
): MetricChange | null {
  const change = changeOf(metric, now, before);
  return change && decided(metric, change, change.p);
}

/**
 * Changes of several groups that are looked at together, as segments: a verdict needs the interval and the
 * p value corrected for the number of looks (Holm), so that twenty segments do not raise one false alarm.
 */
export function metricChanges(
  groups: readonly { metric: Metric; now: Interval | null; before: Interval | null }[],
): (MetricChange | null)[] {
  const changes = groups.map(({ metric, now, before }) => changeOf(metric, now, before));
  const corrected = holmCorrection(changes.map((change) => change?.p ?? null));
  return groups.map(({ metric }, index) => {
    const change = changes[index];
    return change ? decided(metric, change, corrected[index] ?? null) : null;
  });
}

function changeOf(metric: Metric, now: Interval | null, before: Interval | null): Change | null {
  if (!now || !before) return null;
  return isRelative(metric) ? relativeChangeInterval(now, before) : differenceInterval(now, before);
}

const isRelative = (metric: Metric): boolean => ["usd", "count"].includes(DEFINITIONS[metric].unit);

function decided(metric: Metric, change: Change, p: number | null): MetricChange {
  const { value, low, high } = change;
  const kind = isRelative(metric) ? "relative" : "absolute";
  const { better } = DEFINITIONS[metric];
  if (!better) return { kind, value, low, high, verdict: null, p };
  const isSure = p !== null && p < SIGNIFICANT && low !== null && high !== null;
  const isOutside = isSure && (low > 0 || high < 0);
  const grew = value > 0;
  const verdict = !isOutside ? "cannot_tell" : grew === (better === "higher") ? "better" : "worse";
  return { kind, value, low, high, verdict, p };
}
