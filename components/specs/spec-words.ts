import { scorerTitle } from "@/lib/scorers/scorer-words";
import type { Criterion } from "@/lib/specs/criterion-contract";

const METRIC: Record<string, string> = {
  success_rate: "pass rate",
  all_pass_rate: "all answers pass (pass^k)",
  error_rate: "error rate",
  retry_rate: "retry rate",
  latency_p50_ms: "p50 latency",
  latency_p95_ms: "p95 latency",
  latency_p99_ms: "p99 latency",
  input_tokens: "input tokens, mean",
  output_tokens: "output tokens, mean",
  tool_calls: "tool calls, mean",
  cost_usd: "cost per answer",
  cost_per_success_usd: "cost per success",
};

export const METRICS = Object.keys(METRIC);

export const metricLabel = (metric: string): string => METRIC[metric] ?? metric;

const LONGEST = 40;

/** What a criterion measures: a metric, a scorer of its set by name, or its own with its first setting. */
export function measureInWords({ metric, scorer }: Pick<Criterion, "metric" | "scorer">): string {
  if (metric) return metricLabel(metric);
  if (typeof scorer === "string") return `scorer ${scorer}`;
  if (!scorer) return "";
  if (scorer.name) return scorer.name;
  const { negate, ...config } = scorer.config as Record<string, unknown>;
  const first = Object.values(config).find(
    (value) => typeof value === "string" || typeof value === "number",
  );
  const text = first === undefined ? "" : ` “${String(first).slice(0, LONGEST)}”`;
  return `${negate ? "not: " : ""}${scorerTitle(scorer.kind).toLowerCase()}${text}`;
}
