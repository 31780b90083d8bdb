"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import {
  figureOf,
  formatChangeInterval,
  formatMetricChange,
  LABEL,
  outcomesInWords,
} from "@/components/metrics/metric-words";
import { Link } from "@/components/ui/controls/link";
import { Stat, StatStrip } from "@/components/ui/data/stat";
import { Skeleton } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatCount, formatCountOf, formatUsd } from "@/lib/format-number";
import type { MetricFigure } from "@/lib/metrics/contract";
import { formatReading, formatReadingInterval } from "@/lib/metrics/format-reading";
import type { Metric } from "@/lib/metrics/metric";
import type { Overview } from "@/lib/metrics/overview-contract";
import { releaseQueries } from "@/lib/releases/queries";

const SHOWN: readonly Metric[] = [
  "success_rate",
  "escalation_rate",
  "latency_p95_ms",
  "cost_per_success_usd",
];

interface Props {
  project: string;
  overview: Overview | undefined;
  environment: string;
}

/** Quality, latency and cost of all prompts together, and what was released in the same time. */
export function OverviewHeadline({ project, overview, environment }: Props) {
  return (
    <StatStrip label="All prompts" className="mb-3">
      {SHOWN.map((metric) =>
        overview ? (
          <Figure
            key={metric}
            figure={figureOf(overview.figures, metric)}
            costUsd={overview.costUsd}
            outcomes={outcomesInWords(overview)}
          />
        ) : (
          <Stat
            key={metric}
            label={LABEL[metric]}
            value={<Skeleton width={64} />}
            detail={<Skeleton width={110} />}
          />
        ),
      )}
      <Released project={project} environment={environment} from={overview?.from} />
    </StatStrip>
  );
}

function Figure({
  figure: { metric, now, change },
  costUsd,
  outcomes,
}: {
  figure: MetricFigure;
  costUsd: number | null;
  outcomes: string;
}) {
  if (!now) {
    return (
      <Stat
        label={LABEL[metric]}
        value={<span className="text-13 font-normal text-text-2">no value</span>}
        detail="no data in this time"
      />
    );
  }
  const [value, unit] = formatReading(metric, now.value).split(" ");
  const interval = formatReadingInterval(metric, now);
  const changeInterval = change && formatChangeInterval(metric, change);
  return (
    <Stat
      label={LABEL[metric]}
      value={value}
      unit={unit}
      detail={
        <span className="grid">
          <span>
            {metric === "cost_per_success_usd" && costUsd !== null
              ? `${formatUsd(costUsd)} in all${outcomes}`
              : (interval ?? "too few for an interval")}
            , n = {formatCount(now.n)}
          </span>
          <span>
            {change
              ? `${formatMetricChange(metric, change)} (${changeInterval ?? "too few to tell"})`
              : "nothing to compare with"}
          </span>
        </span>
      }
    />
  );
}

function Released({
  project,
  environment,
  from,
}: {
  project: string;
  environment: string;
  from: string | undefined;
}) {
  const { data } = useInfiniteQuery(releaseQueries.list(project, { environment }));
  const releases = data?.pages[0]?.data;
  if (!releases || !from) {
    return <Stat label="Released" value={<Skeleton width={24} />} />;
  }
  const recent = releases.filter(({ releasedAt }) => releasedAt >= from);
  const rollbacks = recent.filter(({ rollbackOf }) => rollbackOf);
  const [newest] = recent;
  const [last] = releases;
  const shown = newest ?? last;
  return (
    <Stat
      label={`Released to ${environment}`}
      value={recent.length - rollbacks.length}
      detail={
        <span className="grid">
          {shown ? (
            <span className="truncate">
              {!newest && "last "}
              <Link
                className="underline-offset-3 hover:underline"
                href={`/${project}/releases/${shown.number}`}
              >
                {shown.prompt} {shown.version === null ? "offline" : `v${shown.version}`}
              </Link>
              , <RelativeTime value={shown.releasedAt} />
            </span>
          ) : (
            <span>never</span>
          )}
          <span>{formatCountOf(rollbacks.length, "rollback")}</span>
        </span>
      }
    />
  );
}
