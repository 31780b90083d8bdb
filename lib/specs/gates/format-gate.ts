import {
  formatCount,
  formatInterval,
  formatMs,
  formatMsDifference,
  formatNumber,
  formatPoints,
  formatPointsInterval,
  formatRate,
  formatRateShort,
  formatUsd,
} from "@/lib/format-number";
import type { Gate } from "@/lib/specs/gates/gate-contract";

type Figure = Pick<Gate, "unit" | "kind">;

const COMPARATOR = { ">=": "≥", "<=": "≤", ">": ">", "<": "<" };

export function unitOfMetric(metric: string): Gate["unit"] {
  if (metric.endsWith("_rate")) return "rate";
  if (metric.endsWith("_ms")) return "ms";
  return metric.endsWith("_usd") ? "usd" : "count";
}

const count = (value: number) => formatNumber(value, Math.abs(value) < 100 ? 2 : 0);

/** A value in its unit; a difference with its sign, in points for rates. */
export function formatFigure(value: number, { unit, kind }: Figure): string {
  const isDifference = kind === "non_regression";
  if (unit === "rate") return isDifference ? `${formatPoints(value)} pt` : formatRate(value);
  if (unit === "ms") return isDifference ? formatMsDifference(value) : formatMs(value);
  const text = unit === "usd" ? formatUsd(value) : count(value);
  return isDifference && value > 0 ? `+${text}` : text;
}

export function formatFigureInterval({ unit, kind, low, high }: Gate): string | null {
  if (low === null && high === null) return null;
  if (low !== null && high !== null) {
    if (unit === "rate") {
      return kind === "non_regression"
        ? formatPointsInterval(low, high)
        : formatInterval(low, high);
    }
    const [one, two] = [formatFigure(low, { unit, kind }), formatFigure(high, { unit, kind })];
    return kind === "non_regression"
      ? `${one} to ${two}`
      : `${unit === "ms" ? formatCount(low) : one}–${two}`;
  }
  if (low !== null) return `from ${formatFigure(low, { unit, kind })}, end unknown`;
  return `up to ${formatFigure(high ?? 0, { unit, kind })}, start unknown`;
}

/** The bar in the unit of the value: a margin stands on the bad side of no difference. */
export function barOfGate({
  kind,
  comparator,
  threshold,
}: Pick<Gate, "kind" | "comparator" | "threshold">): number {
  if (kind === "absolute") return threshold;
  return comparator.startsWith(">") ? -threshold : threshold;
}

export function formatBar(gate: Pick<Gate, "kind" | "comparator" | "threshold" | "unit">): string {
  const bar = barOfGate(gate);
  const { unit, kind, comparator } = gate;
  const text =
    unit === "rate" && kind === "absolute"
      ? formatRateShort(bar)
      : unit === "rate"
        ? `${formatPoints(bar, Number.isInteger(bar * 100) ? 0 : 1)} pt`
        : formatFigure(bar, gate);
  return `${COMPARATOR[comparator]} ${text}`;
}
