import {
  type Interval,
  type Moments,
  meanInterval,
  ratioOfSumsInterval,
} from "@/lib/stats/mean-interval";
import { wilsonInterval } from "@/lib/stats/wilson-interval";
import type { RollupSums } from "@/lib/traces/store/read-rollups";
import { latencyInterval } from "./latency-interval";
import type { Metric } from "./metric";

/** Traces of which somebody has said how they ended; the others say nothing about success. */
export const knownOutcomes = ({ succeeded, failed, escalated, fellBack }: RollupSums): number =>
  succeeded + failed + escalated + fellBack;

/** What the metric counts and of how many, where it is a rate; null where it is none. */
export function rateCounts(metric: Metric, sums: RollupSums): { hits: number; n: number } | null {
  switch (metric) {
    case "success_rate":
      return { hits: sums.succeeded, n: knownOutcomes(sums) };
    case "escalation_rate":
      return { hits: sums.escalated, n: knownOutcomes(sums) };
    case "fallback_rate":
      return { hits: sums.fellBack, n: knownOutcomes(sums) };
    case "error_rate":
      return { hits: sums.errored, n: sums.traces };
    case "retry_rate":
      return { hits: sums.retried, n: sums.traces };
    default:
      return null;
  }
}

const rateOf = (metric: Metric) => (sums: RollupSums) => {
  const counts = rateCounts(metric, sums);
  return counts && wilsonInterval(counts.hits, counts.n);
};

const latency = (quantile: number) => (sums: RollupSums) => latencyInterval(sums.latency, quantile);

const cost = (sums: RollupSums): Moments => ({
  n: sums.costN,
  sum: sums.costUsd,
  squares: sums.costSquares,
});

/** What nobody has said the outcome of may have succeeded, so its cost is left out. */
const knownCost = (sums: RollupSums): Moments => ({
  n: sums.knownCostN,
  sum: sums.knownCostUsd,
  squares: sums.knownCostSquares,
});

const exact = (value: number, n: number): Interval | null =>
  n === 0 ? null : { value, low: null, high: null, n };

const MEASURES: Record<Metric, (sums: RollupSums) => Interval | null> = {
  success_rate: rateOf("success_rate"),
  error_rate: rateOf("error_rate"),
  escalation_rate: rateOf("escalation_rate"),
  fallback_rate: rateOf("fallback_rate"),
  retry_rate: rateOf("retry_rate"),
  latency_p50_ms: latency(0.5),
  latency_p95_ms: latency(0.95),
  latency_p99_ms: latency(0.99),
  input_tokens: ({ tokensN, inputTokens, inputTokensSquares }) =>
    meanInterval({ n: tokensN, sum: inputTokens, squares: inputTokensSquares }),
  output_tokens: ({ tokensN, outputTokens, outputTokensSquares }) =>
    meanInterval({ n: tokensN, sum: outputTokens, squares: outputTokensSquares }),
  tool_calls: ({ traces, toolCalls, toolCallsSquares }) =>
    meanInterval({ n: traces, sum: toolCalls, squares: toolCallsSquares }),
  cost_usd: (sums) => meanInterval(cost(sums)),
  cost_per_success_usd: (sums) =>
    ratioOfSumsInterval(knownCost(sums), sums.successCostN, sums.successCostUsd),
  requests: ({ traces }) => exact(traces, traces),
  retries: ({ traces, retries }) => exact(retries / Math.max(1, traces), traces),
};

/** The metric over these traces; null when none of them can say, which is never 0. */
export const measure = (metric: Metric, sums: RollupSums): Interval | null =>
  MEASURES[metric](sums);
