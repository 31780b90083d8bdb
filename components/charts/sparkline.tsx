import { cn } from "@/components/ui/cn";
import { position } from "./scale";

interface SparklineProps {
  /** In order of time; null is a gap, never a 0. */
  values: ReadonlyArray<number | null>;
  /** What it shows, read out with first and last value. */
  label: string;
  format?: (value: number) => string;
  /** A threshold, dashed. */
  bar?: number;
  width?: number;
  height?: number;
  tone?: "current" | "baseline" | "holdout";
}

const STROKE = {
  current: "stroke-chart-1",
  baseline: "stroke-chart-2",
  holdout: "stroke-holdout-mark",
};
const FILL = { current: "fill-chart-1", baseline: "fill-chart-2", holdout: "fill-holdout-mark" };

export function Sparkline({
  values,
  label,
  format = String,
  bar,
  width = 76,
  height = 20,
  tone = "current",
}: SparklineProps) {
  const measured = values.filter((value) => value !== null);
  const all = bar === undefined ? measured : [...measured, bar];
  const scale = { min: Math.min(...all), max: Math.max(...all) };
  const flat = scale.max === scale.min;
  const x = (index: number) =>
    values.length > 1 ? 3 + (index / (values.length - 1)) * (width - 6) : width / 2;
  const y = (value: number) =>
    flat ? height / 2 : height - 3 - position(value, scale, height - 6);
  const first = measured[0];
  const last = measured.at(-1);
  if (first === undefined || last === undefined)
    return <span className="text-text-3 text-12">no values</span>;
  const lastIndex = values.lastIndexOf(last);
  return (
    <svg
      className="inline-block overflow-visible"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${label}: from ${format(first)} to ${format(last)} over ${measured.length} values`}
    >
      {bar !== undefined && (
        <line
          className="stroke-[1.25] stroke-fail-mark [stroke-dasharray:4_3]"
          x1="0"
          x2={width}
          y1={y(bar)}
          y2={y(bar)}
        />
      )}
      {runs(values).map((run) => (
        <polyline
          key={run[0]?.index}
          className={cn("fill-none stroke-[1.75] [stroke-linejoin:round]", STROKE[tone])}
          points={run
            .map(
              ({ index, value }) => `${Number(x(index).toFixed(1))},${Number(y(value).toFixed(1))}`,
            )
            .join(" ")}
        />
      ))}
      <circle className={FILL[tone]} cx={x(lastIndex)} cy={y(last)} r="2.5" />
    </svg>
  );
}

/** Ranges without a gap. */
function runs(values: ReadonlyArray<number | null>) {
  const all: Array<Array<{ index: number; value: number }>> = [];
  let open: Array<{ index: number; value: number }> | null = null;
  values.forEach((value, index) => {
    if (value === null) {
      open = null;
      return;
    }
    if (!open) {
      open = [];
      all.push(open);
    }
    open.push({ index, value });
  });
  return all;
}
