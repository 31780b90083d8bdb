import { measure, rateCounts } from "@/lib/metrics/measure";
import { QUANTILES } from "@/lib/metrics/metric";
import { addSums } from "@/lib/metrics/rollup-sums";
import { designFor } from "@/lib/metrics/unit-design";
import { effectiveTrials } from "@/lib/stats/intervals/design-effect";
import { countAbove, EMPTY_SKETCH } from "@/lib/stats/summaries/log-sketch";
import {
  meanAlertState,
  rateAlertState,
  type AlertState as Side,
} from "@/lib/stats/verdicts/alert-state";
import { mirrored } from "@/lib/stats/verdicts/interval-verdict";
import type { RollupSums } from "@/lib/traces/store/load-rollups";
import type { AlertRule } from "./alert-contract";

type Bar = Pick<AlertRule, "metric" | "comparator" | "threshold" | "minSamples">;

export interface AlertReading {
  value: number | null;
  n: number;
  /** Where the metric stands: beyond its bar by more than chance explains, at or within it, between, unknown. */
  side: Side;
}

/**
 * What the traces of a window say of a bar, as parts that add up. A rate is beyond it when its Wilson bound is;
 * a quantile when the share of traces beyond the bar is more than it allows; a mean when its interval is.
 * Counts are what they are.
 */
export function computeAlert(bar: Bar, parts: readonly RollupSums[]): AlertReading {
  const measured = measure(bar.metric, addSums(parts));
  return { value: measured?.value ?? null, n: measured?.n ?? 0, side: sideOf(bar, parts) };
}

/** The side alone: of quantiles far cheaper than their value. */
export function sideOf(bar: Bar, parts: readonly RollupSums[]): Side {
  const { metric, comparator, threshold, minSamples } = bar;
  const isAbove = comparator === ">";
  const quantile = QUANTILES[metric];
  if (quantile !== undefined) {
    const total = countIn(parts, -1);
    const above = countIn(parts, threshold);
    if (total < minSamples) return "no_data";
    const counts = addSums(parts.map((part) => ({ ...part, latency: EMPTY_SKETCH })));
    const trials = effectiveTrials(total, designFor(metric, counts, total));
    return isAbove
      ? rateAlertState(above, total, 1 - quantile, trials)
      : rateAlertState(total - above, total, quantile, trials);
  }
  const sums = addSums(parts);
  const counts = rateCounts(metric, sums);
  if (counts) {
    const { hits, n } = counts;
    if (n < minSamples) return "no_data";
    const trials = effectiveTrials(n, designFor(metric, sums, n));
    return isAbove
      ? rateAlertState(hits, n, threshold, trials)
      : rateAlertState(n - hits, n, 1 - threshold, trials);
  }
  const measured = measure(metric, sums);
  if (!measured || measured.n < minSamples) return "no_data";
  if (metric === "requests" || metric === "retries") {
    const isBeyond = isAbove ? measured.value > threshold : measured.value < threshold;
    return isBeyond ? "breach" : "recovered";
  }
  return isAbove
    ? meanAlertState(measured, threshold)
    : meanAlertState(mirrored(measured), -threshold);
}

const countIn = (parts: readonly RollupSums[], above: number): number =>
  parts.reduce((sum, { latency }) => sum + countAbove(latency, above), 0);
