import { DEFINITIONS, METRICS, type Metric, QUANTILES } from "@/lib/metrics/metric";

/** What a guardrail may watch: everything that charts show, but for plain counts. */
export const GUARDED_METRICS = METRICS.filter(
  (metric) => metric !== "requests" && metric !== "retries",
);
export type GuardedMetric = (typeof GUARDED_METRICS)[number];

export const isRate = (metric: Metric): boolean => DEFINITIONS[metric].unit === "rate";
/** A quantile is counted as the share of requests beyond a limit, so its figures are shares too. */
export const isShare = (metric: Metric): boolean => isRate(metric) || quantileOf(metric) !== null;
export const quantileOf = (metric: Metric): number | null => QUANTILES[metric] ?? null;
