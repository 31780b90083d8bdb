import { Stat, StatStrip } from "@/components/ui/data/stat";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount, formatUsd } from "@/lib/format-number";
import type { MetricSummary } from "@/lib/metrics/contract";
import { formatReading, formatReadingInterval } from "@/lib/metrics/format-reading";
import type { Metric } from "@/lib/metrics/metric";
import { ChangeFigure } from "./change-figure";
import { beforeInWords, figureOf, LABEL, outcomesInWords } from "./metric-words";

const SHOWN: readonly Metric[] = [
  "success_rate",
  "escalation_rate",
  "latency_p95_ms",
  "cost_per_success_usd",
  "retry_rate",
  "fallback_rate",
];

/** Six figures with interval and change; the interval of the change decides whether it got worse. */
export function MetricHeadline({
  summary,
  withBefore,
}: {
  summary: MetricSummary | undefined;
  withBefore: boolean;
}) {
  const label = summary
    ? `Now, against ${beforeInWords(summary.from, summary.to)}`
    : "Now, against before";
  return (
    <StatStrip label={label} className="mb-4">
      {SHOWN.map((metric) => {
        if (!summary) {
          return (
            <Stat
              key={metric}
              label={LABEL[metric]}
              value={<Skeleton width={64} />}
              detail={<Skeleton width={90} />}
            />
          );
        }
        const { now, change } = figureOf(summary.figures, metric);
        const { value, unit } = parted(formatReading(metric, now?.value));
        const interval = now && formatReadingInterval(metric, now);
        return (
          <Stat
            key={metric}
            label={LABEL[metric]}
            value={now ? value : <span className="text-13 font-normal text-text-2">no value</span>}
            unit={now ? unit : undefined}
            detail={
              <span className="grid">
                <span>
                  {metric === "cost_per_success_usd" && summary.costUsd !== null
                    ? `${formatUsd(summary.costUsd)} in all${outcomesInWords(summary)}`
                    : now
                      ? (interval ?? `n = ${formatCount(now.n)}, too few`)
                      : "no data"}
                </span>
                {withBefore && <ChangeFigure metric={metric} change={change} isBrief />}
              </span>
            }
          />
        );
      })}
    </StatStrip>
  );
}

/** The unit stands smaller beside the figure. */
function parted(text: string): { value: string; unit?: string } {
  const [value = "", unit] = text.split(" ");
  return unit ? { value, unit } : { value };
}
