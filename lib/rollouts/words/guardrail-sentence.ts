import { formatMs, formatNumber, formatPoints, formatRate } from "@/lib/format-number";
import { formatReading } from "@/lib/metrics/format-reading";
import { DEFINITIONS } from "@/lib/metrics/metric";
import type { ArmFigure, GuardrailFigures } from "@/lib/rollouts/contract";
import { isRate, quantileOf } from "@/lib/rollouts/plan/guarded-metric";
import type { Guardrail } from "@/lib/rollouts/plan/plan-contract";

const SIGN = { "<=": "≤", ">=": "≥" } as const;

/** What follows from a breach, after the bar. */
export const CONSEQUENCE: Record<Guardrail["action"], string> = {
  roll_back: "else roll back",
  pause: "else pause",
  hold: "else hold",
};

/** A bar as people write it: "≤ 8.0 %", "≤ +1.0 points of v5", "≤ 1,200 ms", "≤ +20 % of v5". */
export function barInWords(
  { metric, comparator, threshold, relativeTo }: Guardrail,
  stable: number,
): string {
  if (relativeTo === "control") {
    const bar = isRate(metric)
      ? `${formatPoints(threshold)} points`
      : `${threshold >= 0 ? "+" : "−"}${formatNumber(Math.abs(threshold) * 100, 1)} %`;
    return `${SIGN[comparator]} ${bar} against v${stable}`;
  }
  return `${SIGN[comparator]} ${formatMetric(metric, threshold)}`;
}

/** What a guardrail is called: "Escalation rate", "p95 latency of Enterprise". */
export const guardrailName = ({ metric, segment }: Pick<Guardrail, "metric" | "segment">): string =>
  `${DEFINITIONS[metric].label}${segment ? ` in ${segment}` : ""}`;

/** Money says what it is for: names of guardrails do not. */
const formatMetric = (metric: Guardrail["metric"], value: number): string =>
  `${formatReading(metric, value)}${DEFINITIONS[metric].unit === "usd" ? " per 1,000" : ""}`;

/** An arm's value: of a quantile it is the share of slow requests. */
export const formatFigure = (metric: Guardrail["metric"], value: number): string =>
  quantileOf(metric) === null ? formatMetric(metric, value) : formatRate(value);

/** An arm's figure with its band: "18.0 % (10.4–27.8)", and for quantiles the share of slow requests. */
export function figureInWords(metric: Guardrail["metric"], figure: ArmFigure): string {
  const format = (one: number) => formatFigure(metric, one);
  const { value, low, high, n } = figure;
  return `${format(value)} (${format(low)} to ${high === null ? "unknown" : format(high)}, n = ${n})`;
}

/** Why a guardrail fired: "Escalation rate is 18.0 % (10.4 % to 27.8 %, n = 52); the bar is ≤ 8.0 %". */
export function breachInWords(figures: GuardrailFigures, versions: { stable: number }): string {
  const { metric, candidate, stable, limitMs } = figures;
  const slow = limitMs === null ? "" : ` above ${formatMs(limitMs)}`;
  const of = candidate ? ` is ${figureInWords(metric, candidate)}${slow}` : " is beyond its bar";
  const control =
    figures.relativeTo === "control" && stable
      ? `, v${versions.stable} has ${figureInWords(metric, stable)}`
      : "";
  return `${guardrailName(figures)}${of}${control}; the bar is ${barInWords(figures, versions.stable)}`;
}
