"use client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@/components/ui/controls/link";
import { Stat, StatStrip } from "@/components/ui/data/stat";
import { Section } from "@/components/ui/section";
import { formatCount, formatInterval, formatRate } from "@/lib/format-number";
import { metricQueries } from "@/lib/metrics/queries";
import type { Release } from "@/lib/releases/contract";

const DAY_MS = 24 * 3600 * 1000;
/** Metrics are read over 400 days at most. */
const MOST_DAYS = 399;

const SHOWN: Record<string, string> = {
  success_rate: "Success rate",
  escalation_rate: "Escalation rate",
  error_rate: "Error rate",
};

interface Props {
  project: string;
  release: Release & { version: number };
}

/** What was observed of the version from the release on, until another took its place. */
export function ObservedSince({ project, release }: Props) {
  const { prompt, environment, version, releasedAt, replacedBy } = release;
  const last = new Date(Date.parse(releasedAt) + MOST_DAYS * DAY_MS).toISOString();
  const to = replacedBy && replacedBy.at < last ? replacedBy.at : last;
  const isOver = to < new Date().toISOString();
  const { data } = useQuery(
    metricQueries.summary(project, {
      ...{ prompt, environment, version, from: releasedAt },
      ...(isOver ? { to } : {}),
    }),
  );
  if (!data) return null;
  const traces = new URLSearchParams({ prompt, environment, version: String(version) });
  return (
    <Section
      flush
      className="mt-4"
      title="Observed since"
      beside={
        <span className="text-12 text-text-2">
          {!isOver
            ? "until now"
            : to === last
              ? `in its first ${MOST_DAYS} days`
              : "until it was replaced"}
          , by the hour; 95 % intervals
        </span>
      }
    >
      {data.n === 0 ? (
        <p className="text-12 text-text-2 p-4">No traces of v{version} since then.</p>
      ) : (
        <StatStrip label="Observed since" bare>
          <Stat
            label="Requests"
            value={
              <Link
                className="underline-offset-3 hover:underline"
                href={`/${project}/traces?${traces}`}
              >
                {formatCount(data.n)}
              </Link>
            }
          />
          {data.figures.map(({ metric, now }) =>
            SHOWN[metric] && now ? (
              <Stat
                key={metric}
                label={SHOWN[metric]}
                value={formatRate(now.value)}
                detail={`${now.low === null ? "" : `${formatInterval(now.low, now.high)}, `}n = ${formatCount(now.n)}`}
              />
            ) : null,
          )}
        </StatStrip>
      )}
    </Section>
  );
}
