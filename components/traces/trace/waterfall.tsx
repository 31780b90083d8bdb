import { cn } from "@/components/ui/cn";
import { formatDuration, formatNumber } from "@/lib/format-number";
import type { StepKind } from "@/lib/traces/span";
import { errorWord, type StepRow, type TreeStep } from "./step-tree";

interface WaterfallProps {
  row: StepRow<TreeStep & { kind: StepKind }>;
  totalMs: number;
}

const share = (ms: number, totalMs: number) =>
  totalMs > 0 ? Math.min(100, Math.max(0, (100 * ms) / totalMs)) : 0;

/** One step's bar against the whole trace; a failed attempt is hatched, and its wait is a dashed line. */
export function Waterfall({ row, totalMs }: WaterfallProps) {
  const { step, startMs, durationMs, waitMs } = row;
  const left = share(startMs, totalMs);
  const width = Math.min(100 - left, share(durationMs, totalMs));
  const isRetried = waitMs !== null;
  const end = left + width;
  const waitShare = isRetried ? Math.min(100 - end, share(waitMs, totalMs)) : 0;
  const label = isRetried
    ? [step.error && errorWord(step.error), `wait ${formatDuration(waitMs)}`]
        .filter(Boolean)
        .join(", ")
    : null;
  const isRight = end + waitShare < 62;
  const hasRoom = isRight || left > 38;
  return (
    <div className="relative h-8 bg-(image:--quarters)">
      <i
        className={cn(
          "absolute top-[11px] h-2.5 min-w-0.5 rounded-[2px]",
          isRetried
            ? "inset-ring inset-ring-inconclusive-mark bg-(image:--hatch-inconclusive)"
            : step.error
              ? "bg-fail-mark"
              : step.kind === "llm"
                ? "bg-chart-1"
                : "bg-chart-2",
        )}
        style={{ left: `${left}%`, width: `${width}%` }}
      />
      {waitShare > 0 && (
        <i
          className="absolute top-[15px] h-0.5 min-w-0.5 bg-(image:--dashes-inconclusive)"
          style={{ left: `${end}%`, width: `${waitShare}%` }}
        />
      )}
      {label && hasRoom && (
        <span
          className="absolute top-2 text-11 whitespace-nowrap text-text-2"
          style={
            isRight
              ? { left: `calc(${end + waitShare}% + 6px)` }
              : { right: `calc(${100 - left}% + 6px)` }
          }
        >
          {label}
        </span>
      )}
    </div>
  );
}

const LONG_MS = 60_000;

/** Five marks over the bars. */
export function WaterfallScale({ totalMs }: { totalMs: number }) {
  const isLong = totalMs >= LONG_MS;
  const unit = isLong ? "s" : "ms";
  const marks = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const value = isLong ? (part * totalMs) / 1_000 : roundMs(part * totalMs, totalMs);
    return formatNumber(value, isLong ? 1 : 0);
  });
  return (
    <div className="tabular-nums flex justify-between text-[11px] font-normal text-text-3">
      {marks.map((mark, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: five marks in a fixed order
        <span key={index}>{index === 4 ? `${mark} ${unit}` : mark}</span>
      ))}
    </div>
  );
}

/** The end of the scale is exact; marks between are round. */
function roundMs(ms: number, totalMs: number): number {
  return ms === totalMs || totalMs < 100 ? Math.round(ms) : Math.round(ms / 10) * 10;
}
