import { effectiveTrials } from "@/lib/stats/intervals/design-effect";
import {
  type Interval,
  type Moments,
  meanInterval,
  ratioOfSumsInterval,
} from "@/lib/stats/intervals/mean-interval";
import { wilsonBounds } from "@/lib/stats/intervals/wilson-interval";
import type { RollupSums } from "@/lib/traces/store/load-rollups";
import { latencyInterval } from "./latency-interval";
import type { Metric } from "./metric";
import { designFor } from "./unit-design";

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
  if (!counts || counts.n === 0) return null;
  const { hits, n } = counts;
  const trials = effectiveTrials(n, designFor(metric, sums, n));
  return { value: hits / n, ...wilsonBounds(hits / n, trials), n };
};

const latency = (metric: Metric, quantile: number) => (sums: RollupSums) =>
  latencyInterval(sums.latency, quantile, designFor(metric, sums, sums.traces - sums.errored));

const meanOf =
  (metric: Metric, moments: (sums: RollupSums) => Moments) =>
  (sums: RollupSums): Interval | null => {
    const amounts = moments(sums);
    return meanInterval(amounts, designFor(metric, sums, amounts.n));
  };

/** What nobody has said the outcome of may have succeeded, so its cost is left out. */
function costPerSuccess(sums: RollupSums): Interval | null {
  const { knownCostN: n, knownCostUsd: sum, knownCostSquares: squares } = sums;
  return ratioOfSumsInterval(
    { n, sum, squares },
    sums.successCostN,
    sums.successCostUsd,
    designFor("cost_per_success_usd", sums, n),
  );
}

const exact = (value: number, n: number): Interval | null =>
  n === 0 ? null : { value, low: null, high: null, n };

const MEASURES: Record<Metric, (sums: RollupSums) => Interval | null> = {
  success_rate: rateOf("success_rate"),
  error_rate: rateOf("error_rate"),
  escalation_rate: rateOf("escalation_rate"),
  fallback_rate: rateOf("fallback_rate"),
  retry_rate: rateOf("retry_rate"),
  latency_p50_ms: latency("latency_p50_ms", 0.5),
  latency_p95_ms: latency("latency_p95_ms", 0.95),
  latency_p99_ms: latency("latency_p99_ms", 0.99),
  input_tokens: meanOf("input_tokens", ({ tokensN, inputTokens, inputTokensSquares }) => ({
    n: tokensN,
    sum: inputTokens,
    squares: inputTokensSquares,
  })),
  output_tokens: meanOf("output_tokens", ({ tokensN, outputTokens, outputTokensSquares }) => ({
    n: tokensN,
    sum: outputTokens,
    squares: outputTokensSquares,
  })),
  tool_calls: meanOf("tool_calls", ({ traces, toolCalls, toolCallsSquares }) => ({
    n: traces,
    sum: toolCalls,
    squares: toolCallsSquares,
  })),
  cost_usd: meanOf("cost_usd", ({ costN, costUsd, costSquares }) => ({
    n: costN,
    sum: costUsd,
    squares: costSquares,
  })),
  cost_per_success_usd: costPerSuccess,
  requests: ({ traces }) => exact(traces, traces),
  retries: ({ traces, retries }) => exact(retries / Math.max(1, traces), traces),
};

/** The metric over these traces; null when none of them can say, which is never 0. */
export const measure = (metric: Metric, sums: RollupSums): Interval | null =>
  MEASURES[metric](sums);
