import {
  type Interval,
  type Moments,
  meanInterval,
  ratioOfSumsInterval,
} from "@/lib/stats/mean-interval";
import { wilsonInterval } from "@/lib/stats/wilson-interval";
import type { RollupSums } from "@/lib/traces/store/read-rollups";
import { latencyInterval } from "./latency-interval";

/** Everything that can be asked, in charts, guardrails and alerts alike. */
export const METRICS = [
  "success_rate",
  "error_rate",
  "escalation_rate",
  "fallback_rate",
  "retry_rate",
  "latency_p50_ms",
  "latency_p95_ms",
  "latency_p99_ms",
  "input_tokens",
  "output_tokens",
  "tool_calls",
  "cost_usd",
  "cost_per_success_usd",
  "requests",
  "retries",
] as const;
export type Metric = (typeof METRICS)[number];

export type Unit = "rate" | "ms" | "usd" | "count";

interface Definition {
  label: string;
  unit: Unit;
  /** What counts as an improvement; null where more is neither. */
  better: "higher" | "lower" | null;
  /** Null when nothing of it was observed, which is never 0. */
  measure: (sums: RollupSums) => Interval | null;
}

/** Traces of which somebody has said how they ended; the others say nothing about success. */
export const knownOutcomes = ({ succeeded, failed, escalated, fellBack }: RollupSums): number =>
  succeeded + failed + escalated + fellBack;

const outcomeRate = (part: "succeeded" | "escalated" | "fellBack") => (sums: RollupSums) =>
  wilsonInterval(sums[part], knownOutcomes(sums));

const latency = (quantile: number) => (sums: RollupSums) => latencyInterval(sums.latency, quantile);

const cost = (sums: RollupSums): Moments => ({
  n: sums.costN,
  sum: sums.costUsd,
  squares: sums.costSquares,
});

export const DEFINITIONS: Record<Metric, Definition> = {
  success_rate: {
    label: "Success rate",
    unit: "rate",
    better: "higher",
    measure: outcomeRate("succeeded"),
  },
  error_rate: {
    label: "Error rate",
    unit: "rate",
    better: "lower",
    measure: (sums) => wilsonInterval(sums.errored, sums.traces),
  },
  escalation_rate: {
    label: "Escalation rate",
    unit: "rate",
    better: "lower",
    measure: outcomeRate("escalated"),
  },
  fallback_rate: {
    label: "Fallback rate",
    unit: "rate",
    better: "lower",
    measure: outcomeRate("fellBack"),
  },
  retry_rate: {
    label: "Retry rate",
    unit: "rate",
    better: "lower",
    measure: (sums) => wilsonInterval(sums.retried, sums.traces),
  },
  latency_p50_ms: { label: "p50 latency", unit: "ms", better: "lower", measure: latency(0.5) },
  latency_p95_ms: { label: "p95 latency", unit: "ms", better: "lower", measure: latency(0.95) },
  latency_p99_ms: { label: "p99 latency", unit: "ms", better: "lower", measure: latency(0.99) },
  input_tokens: {
    label: "Input tokens",
    unit: "count",
    better: "lower",
    measure: ({ tokensN, inputTokens, inputTokensSquares }) =>
      meanInterval({ n: tokensN, sum: inputTokens, squares: inputTokensSquares }),
  },
  output_tokens: {
    label: "Output tokens",
    unit: "count",
    better: "lower",
    measure: ({ tokensN, outputTokens, outputTokensSquares }) =>
      meanInterval({ n: tokensN, sum: outputTokens, squares: outputTokensSquares }),
  },
  tool_calls: {
    label: "Tool calls",
    unit: "count",
    better: null,
    measure: ({ traces, toolCalls, toolCallsSquares }) =>
      meanInterval({ n: traces, sum: toolCalls, squares: toolCallsSquares }),
  },
  cost_usd: {
    label: "Cost per request",
    unit: "usd",
    better: "lower",
    measure: (sums) => meanInterval(cost(sums)),
  },
  cost_per_success_usd: {
    label: "Cost per success",
    unit: "usd",
    better: "lower",
    measure: (sums) => ratioOfSumsInterval(cost(sums), sums.successCostN, sums.successCostUsd),
  },
  requests: {
    label: "Requests",
    unit: "count",
    better: null,
    measure: ({ traces }) =>
      traces === 0 ? null : { value: traces, low: null, high: null, n: traces },
  },
  retries: {
    label: "Retries",
    unit: "count",
    better: "lower",
    measure: ({ traces, retries }) =>
      traces === 0 ? null : { value: retries / traces, low: null, high: null, n: traces },
  },
};

/** The metric over these traces; null when none of them can say. */
export const measure = (metric: Metric, sums: RollupSums): Interval | null =>
  DEFINITIONS[metric].measure(sums);

/** Latency sketches are the large part of a rollup row, read only where they are asked for. */
export const needsLatency = (metric: Metric): boolean => DEFINITIONS[metric].unit === "ms";
