import { DEFINITIONS, type Metric, QUANTILES } from "@/lib/metrics/metric";

export const isRate = (metric: Metric): boolean => DEFINITIONS[metric].unit === "rate";
export const quantileOf = (metric: Metric): number | null => QUANTILES[metric] ?? null;
