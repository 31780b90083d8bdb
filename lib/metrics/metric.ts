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

/** One request costs fractions of a cent; people compare a thousand. */
export const PER = 1_000;

export type Unit = "rate" | "ms" | "usd" | "count";

interface Definition {
  label: string;
  unit: Unit;
  /** What counts as an improvement; null where more is neither. */
  better: "higher" | "lower" | null;
}

/** `retries`, tokens and tool calls are means per request; `requests` is their number. */
export const DEFINITIONS: Record<Metric, Definition> = {
  success_rate: { label: "Success rate", unit: "rate", better: "higher" },
  error_rate: { label: "Error rate", unit: "rate", better: "lower" },
  escalation_rate: { label: "Escalation rate", unit: "rate", better: "lower" },
  fallback_rate: { label: "Fallback rate", unit: "rate", better: "lower" },
  retry_rate: { label: "Retry rate", unit: "rate", better: "lower" },
  latency_p50_ms: { label: "p50 latency", unit: "ms", better: "lower" },
  latency_p95_ms: { label: "p95 latency", unit: "ms", better: "lower" },
  latency_p99_ms: { label: "p99 latency", unit: "ms", better: "lower" },
  input_tokens: { label: "Input tokens", unit: "count", better: "lower" },
  output_tokens: { label: "Output tokens", unit: "count", better: "lower" },
  tool_calls: { label: "Tool calls", unit: "count", better: null },
  cost_usd: { label: "Cost per request", unit: "usd", better: "lower" },
  cost_per_success_usd: { label: "Cost per success", unit: "usd", better: "lower" },
  requests: { label: "Requests", unit: "count", better: null },
  retries: { label: "Retries", unit: "count", better: "lower" },
};

/** As people read it: money per 1,000, everything else as it is measured. */
export const scaled = (metric: Metric, value: number): number =>
  DEFINITIONS[metric].unit === "usd" ? value * PER : value;

/** Latency sketches are the large part of a rollup row, read only where they are asked for. */
export const needsLatency = (metric: Metric): boolean => DEFINITIONS[metric].unit === "ms";

export const QUANTILES: Partial<Record<Metric, number>> = {
  latency_p50_ms: 0.5,
  latency_p95_ms: 0.95,
  latency_p99_ms: 0.99,
};
