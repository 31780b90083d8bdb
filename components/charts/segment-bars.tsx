import { bandClass, intervalClass, trackClass } from "@/components/charts/interval-class";
import { cn } from "@/components/ui/cn";
import { formatRate } from "@/lib/format-number";
import { position, type Scale } from "./scale";

interface Rate {
  value: number;
  low: number;
  high: number;
}

interface SegmentBarsProps {
  /** The earlier one, grey with a square; null when it was not measured. */
  baseline?: Rate | null;
  /** The later one, accent with a dot. */
  current: Rate | null;
  baselineLabel?: string;
  currentLabel: string;
  scale: Scale;
  ticks: readonly number[];
  width?: number;
}

const read = (name: string | undefined, rate: Rate | null | undefined) =>
  rate && name
    ? `${name} ${formatRate(rate.value)}, ${formatRate(rate.low)} to ${formatRate(rate.high)}`
    : null;

/** Two versions of one segment on one scale. */
export function SegmentBars({
  baseline,
  current,
  baselineLabel,
  currentLabel,
  scale,
  ticks,
  width = 150,
}: SegmentBarsProps) {
  const at = (x: number) => position(x, scale, width);
  const label =
    [read(baselineLabel, baseline), read(currentLabel, current)].filter(Boolean).join("; ") ||
    "not measured";
  const currentY = baseline === undefined ? 12 : 17;
  return (
    <svg
      className={intervalClass}
      width={width}
      height="24"
      viewBox={`0 0 ${width} 24`}
      role="img"
      aria-label={label}
    >
      {ticks.map((tick) => (
        <line key={tick} className={trackClass} x1={at(tick)} x2={at(tick)} y1="0" y2="24" />
      ))}
      {baseline && (
        <>
          <rect
            className={cn(bandClass, "fill-chart-2")}
            x={at(baseline.low)}
            y="3"
            width={Math.max(1.5, at(baseline.high) - at(baseline.low))}
            height="6"
            rx="1"
          />
          <rect className="fill-chart-2" x={at(baseline.value) - 3} y="3" width="6" height="6" />
        </>
      )}
      {current && (
        <>
          <rect
            className={cn(bandClass, "fill-chart-1")}
            x={at(current.low)}
            y={currentY - 3}
            width={Math.max(1.5, at(current.high) - at(current.low))}
            height="6"
            rx="1"
          />
          <circle className="fill-chart-1" cx={at(current.value)} cy={currentY} r="3.5" />
        </>
      )}
    </svg>
  );
}

/** The scale over a column of SegmentBars; the last tick carries the unit. */
export function ScaleHead({
  scale,
  ticks,
  width = 150,
}: {
  scale: Scale;
  ticks: readonly number[];
  width?: number;
}) {
  return (
    <span className="text-text-3 relative block h-4 leading-4" style={{ width }}>
      {ticks.map((tick, index) => (
        <span
          key={tick}
          className="absolute -translate-x-1/2"
          style={{ left: position(tick, scale, width) }}
        >
          {Math.round(tick * 100)}
          {index === ticks.length - 1 && <span className="absolute left-full pl-1">%</span>}
        </span>
      ))}
    </span>
  );
}
