import { z } from "zod";

/**
 * The metrics that a run can answer. `success_rate` is the share of cases that pass all of the set's scorers,
 * `all_pass_rate` the chance that as many answers to a case as the criterion asks for pass all of them (pass^k).
 */
export const RUN_METRICS = [
  "success_rate",
  "all_pass_rate",
  "error_rate",
  "retry_rate",
  "latency_p50_ms",
  "latency_p95_ms",
  "latency_p99_ms",
  "input_tokens",
  "output_tokens",
  "tool_calls",
  "cost_usd",
  "cost_per_success_usd",
] as const;

/** How people read a comparator. */
export const COMPARATOR_SIGN = { ">=": "≥", "<=": "≤", ">": ">", "<": "<" } as const;

const FROM_TRACES = ["escalation_rate", "fallback_rate"];

export const CriterionMetric = z.enum(RUN_METRICS, {
  error: ({ input }) =>
    FROM_TRACES.includes(String(input))
      ? `A run cannot measure ${input}, only traces can. Use one of: ${RUN_METRICS.join(", ")}.`
      : `Unknown metric. Use one of: ${RUN_METRICS.join(", ")}.`,
});
export type CriterionMetric = z.infer<typeof CriterionMetric>;

/** A scorer (no metric) is a pass rate. */
export function unitOf(metric: CriterionMetric | undefined): "rate" | "ms" | "usd" | "count" {
  if (metric === undefined || metric.endsWith("_rate")) return "rate";
  if (metric.endsWith("_ms")) return "ms";
  return metric.endsWith("_usd") ? "usd" : "count";
}

export const isRate = (metric: CriterionMetric | undefined): boolean => unitOf(metric) === "rate";

export const QUANTILES: Partial<Record<CriterionMetric, number>> = {
  latency_p50_ms: 0.5,
  latency_p95_ms: 0.95,
  latency_p99_ms: 0.99,
};

export const Comparator = z.enum([">=", "<=", ">", "<"]);
export type Comparator = z.infer<typeof Comparator>;

export const CriterionLevel = z.enum(["must", "should"]);
export type CriterionLevel = z.infer<typeof CriterionLevel>;

export const CriterionKind = z.enum(["absolute", "non_regression"]);
export type CriterionKind = z.infer<typeof CriterionKind>;
