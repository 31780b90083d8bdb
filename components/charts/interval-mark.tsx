import {
  bandClass,
  dotClass,
  intervalClass,
  tickClass,
  trackClass,
} from "@/components/charts/interval-class";
import { cn } from "@/components/ui/cn";
import type { Verdict } from "@/components/ui/data/verdict";
import { formatRate } from "@/lib/format-number";
import { position, type Scale } from "./scale";

export type MarkTone = Verdict | "neutral" | "accent" | "holdout";

interface IntervalMarkProps {
  value: number;
  low: number;
  high: number;
  /** The threshold, drawn as a tick. */
  bar?: number | null;
  tone?: MarkTone;
  /** The same for all rows of a column, or the marks cannot be compared. */
  scale?: Scale;
  width?: number;
  /** How the numbers read out; fractions as percent unless told otherwise. */
  format?: (value: number) => string;
}

const FILL: Record<MarkTone, string> = {
  pass: "fill-pass-mark",
  fail: "fill-fail-mark",
  inconclusive: "fill-inconclusive-mark",
  not_measured: "fill-chart-2",
  neutral: "fill-chart-2",
  accent: "fill-chart-1",
  holdout: "fill-holdout-mark",
};

const HEIGHT = 14;

/** Certainty, drawn: the interval as a band, the value as a dot, the bar as a tick. */
export function IntervalMark({
  value,
  low,
  high,
  bar,
  tone = "neutral",
  scale = { min: 0, max: 1 },
  width = 76,
  format = formatRate,
}: IntervalMarkProps) {
  const at = (x: number) => position(x, scale, width);
  const start = at(low);
  const end = at(high);
  const fill = FILL[tone];
  const label = `value ${format(value)}, interval ${format(low)} to ${format(high)}${bar == null ? "" : `, bar ${format(bar)}`}`;
  return (
    <svg
      className={intervalClass}
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      <line className={trackClass} x1="0" x2={width} y1="7" y2="7" />
      <rect
        className={cn(bandClass, fill)}
        x={start}
        y="3"
        width={Math.max(1.5, end - start)}
        height="8"
        rx="1.5"
      />
      {bar != null && (
        <line className={cn(tickClass, "stroke-text")} x1={at(bar)} x2={at(bar)} y1="1" y2="13" />
      )}
      <circle className={cn(dotClass, fill)} cx={at(value)} cy="7" r="3.5" />
    </svg>
  );
}
