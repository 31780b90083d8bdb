import type { Metric } from "@/lib/metrics/metric";

/** A drawing of the dashboard. `overall` shows several metrics of all traces, whatever is split. */
export interface ChartSpec {
  id: string;
  title: string;
  unit: string;
  kind: "overall" | "split" | "tokens";
  metrics: readonly Metric[];
}

export const CHARTS: readonly ChartSpec[] = [
  {
    id: "latency",
    title: "Latency",
    unit: "ms",
    kind: "overall",
    metrics: ["latency_p95_ms", "latency_p50_ms", "latency_p99_ms"],
  },
  {
    id: "escalation",
    title: "Escalation rate",
    unit: "%, 95 % interval",
    kind: "split",
    metrics: ["escalation_rate"],
  },
  {
    id: "success",
    title: "Success rate",
    unit: "%, 95 % interval",
    kind: "split",
    metrics: ["success_rate"],
  },
  {
    id: "cost",
    title: "Cost per successful task",
    unit: "$ per 1,000",
    kind: "split",
    metrics: ["cost_per_success_usd"],
  },
  {
    id: "tokens",
    title: "Tokens per request",
    unit: "mean",
    kind: "tokens",
    metrics: ["input_tokens", "output_tokens"],
  },
  { id: "requests", title: "Requests", unit: "count", kind: "split", metrics: ["requests"] },
  {
    id: "retries",
    title: "Retry rate",
    unit: "% of requests, 95 % interval",
    kind: "split",
    metrics: ["retry_rate"],
  },
  {
    id: "fallback",
    title: "Fallback rate",
    unit: "%, 95 % interval",
    kind: "split",
    metrics: ["fallback_rate"],
  },
  {
    id: "tools",
    title: "Tool calls per request",
    unit: "mean",
    kind: "split",
    metrics: ["tool_calls"],
  },
  {
    id: "errors",
    title: "Error rate",
    unit: "% of requests, 95 % interval",
    kind: "split",
    metrics: ["error_rate"],
  },
];
