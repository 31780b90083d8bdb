"use client";
import { useQuery } from "@tanstack/react-query";
import { ChartFrame } from "@/components/charts/chart-frame";
import { legendClass } from "@/components/charts/legend-class";
import { StackedBars } from "@/components/charts/stacked-bars";
import { timeTicks } from "@/components/charts/time-axis";
import { cn } from "@/components/ui/cn";
import { formatCount } from "@/lib/format-number";
import { formatMoment, formatTick } from "@/lib/format-time";
import { metricQueries } from "@/lib/metrics/queries";
import type { TraceFilters } from "@/lib/traces/filter-contract";
import { barsOf, seriesIn, stepWords, tableOf, timeOf, unknownWords } from "./histogram-bars";

interface Props {
  project: string;
  filters: TraceFilters;
  isLive: boolean;
  onTime: (time: { from: string; to: string }) => void;
}

const LIVE_MS = 5_000;
export const HISTOGRAM_HEIGHT = 72;

/** When the traces of the list came and how they ended; a range of it narrows the time. */
export default function TraceHistogram({ project, filters, isLive, onTime }: Props) {
  const { data, error, isPlaceholderData } = useQuery({
    ...metricQueries.histogram(project, filters),
    ...(isLive ? { refetchInterval: LIVE_MS } : {}),
  });
  if (error && !data) return <Line>The chart over time could not be read: {error.message}</Line>;
  if (data && data.unknown.length > 0) {
    return <Line>No chart: hourly counts do not include {unknownWords(data.unknown)}.</Line>;
  }
  const series = data ? seriesIn(data) : [];
  return (
    <div className="mb-3" aria-busy={!data || isPlaceholderData || undefined}>
      <ChartFrame
        title={data ? `Traces per ${stepWords(data.stepHours)}` : "Traces over time"}
        unit="drag or click to narrow the time"
        headline={<Legend series={series} />}
        data={data ? tableOf(data) : { columns: [], rows: [] }}
        fileName="traces-over-time"
        emptyText={data ? "No trace in this time." : ""}
        height={HISTOGRAM_HEIGHT}
        variant="low"
      >
        {data && (
          <StackedBars
            label={`Traces over time: ${series.map(({ label, n }) => `${n} ${label}`).join(", ")}`}
            bars={barsOf(data)}
            series={series}
            ticks={timeTicks(data)}
            formatX={formatTick}
            formatTip={formatMoment}
            onZoom={(first, last) => {
              const time = timeOf(data, first, last);
              if (time) onTime(time);
            }}
          />
        )}
      </ChartFrame>
    </div>
  );
}

function Line({ children }: { children: React.ReactNode }) {
  return <p className="text-12 text-text-3 mb-2">{children}</p>;
}

function Legend({ series }: { series: ReturnType<typeof seriesIn> }) {
  return (
    <span className={cn(legendClass, "tabular-nums")}>
      {series.map(({ key, label, fill, isHatched, n }) => (
        <span key={key}>
          <i
            className="size-2 rounded-[1px]"
            aria-hidden="true"
            style={{
              background: isHatched
                ? `repeating-linear-gradient(45deg, ${fill} 0 2px, transparent 2px 4px)`
                : fill,
            }}
          />
          {label} {formatCount(n)}
        </span>
      ))}
    </span>
  );
}
