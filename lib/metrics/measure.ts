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

const outcomeRate = (part: "succeeded" | "escalated" | "fellBack") => (sums: RollupSums) =>
  wilsonInterval(sums[part], knownOutcomes(sums));

const latency = (quantile: number) => (sums: RollupSums) => latencyInterval(sums.latency, quantile);

const cost = (sums: RollupSums): Moments => ({
  n: sums.costN,
  sum: sums.costUsd,
  squares: sums.costSquares,
});

const exact = (value: number, n: number): Interval | null =>
  n === 0 ? null : { value, low: null, high: null, n };

const MEASURES: Record<Metric, (sums: RollupSums) => Interval | null> = {
  success_rate: outcomeRate("succeeded"),
  error_rate: (sums) => wilsonInterval(sums.errored, sums.traces),
  escalation_rate: outcomeRate("escalated"),
  fallback_rate: outcomeRate("fellBack"),
  retry_rate: (sums) => wilsonInterval(sums.retried, sums.traces),
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
    ratioOfSumsInterval(cost(sums), sums.successCostN, sums.successCostUsd),
  requests: ({ traces }) => exact(traces, traces),
  retries: ({ traces, retries }) => exact(retries / Math.max(1, traces), traces),
};

/** The metric over these traces; null when none of them can say, which is never 0. */
export const measure = (metric: Metric, sums: RollupSums): Interval | null =>
  MEASURES[metric](sums);
