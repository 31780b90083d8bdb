"use client";
import { useQuery } from "@tanstack/react-query";
import { BellRing, FileText } from "lucide-react";
import { parseAsStringLiteral, useQueryStates } from "nuqs";
import { beforeInWords, RANGE_LABEL } from "@/components/metrics/metric-words";
import { cn } from "@/components/ui/cn";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Segmented } from "@/components/ui/controls/segmented";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { sectionClass } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatDay } from "@/lib/format-time";
import type { Overview } from "@/lib/metrics/overview-contract";
import { metricQueries } from "@/lib/metrics/queries";
import { GotWorse } from "./got-worse";
import { LivePrompts } from "./live-prompts";
import { OverviewHeadline } from "./overview-headline";
import { WaitingReviews } from "./waiting-reviews";
import { WeekFailures } from "./week-failures";

const RANGES = ["24h", "7d", "28d"] as const;

interface Props {
  project: string;
  name: string;
  /** Its traffic is made up and came to an end. */
  isDemo: boolean;
  environment: string;
}

/** The lead's first page: how it goes, what is live, what got worse, whose turn it is. */
export function OverviewView({ project, name, isDemo, environment }: Props) {
  const [{ range }, set] = useQueryStates({
    range: parseAsStringLiteral(RANGES).withDefault("7d"),
  });
  const { data, error, refetch } = useQuery(
    metricQueries.overview(project, { range, environment }),
  );
  return (
    <>
      <PageHead
        title={name}
        sub={
          data ? (
            <Period overview={data} />
          ) : (
            "How production is doing, what is live and what is waiting."
          )
        }
        actions={
          <>
            <Segmented
              label="Time"
              options={RANGES.map((value) => ({ value, label: RANGE_LABEL[value] }))}
              value={range}
              onValueChange={(next) => void set({ range: next === "7d" ? null : next })}
            />
            <Link href={`/${project}/week`} className={buttonClass()}>
              <FileText aria-hidden="true" /> Week summary
            </Link>
          </>
        }
      />
      {error && (
        <ErrorState
          title="The overview could not be read."
          onRetry={() => void refetch()}
          error={error}
        />
      )}
      {data && <Alarms project={project} alerts={data.alerts} />}
      {data && <Silence project={project} overview={data} isDemo={isDemo} />}
      {data && !data.hasTraces ? (
        <NoTraces project={project} />
      ) : (
        <OverviewHeadline project={project} overview={data} environment={environment} />
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_296px]">
        <div className="grid min-w-0 gap-4">
          <LivePrompts project={project} overview={data} environment={environment} />
          {data?.hasTraces && <GotWorse project={project} overview={data} range={range} />}
        </div>
        <div className="grid gap-4">
          <WaitingReviews project={project} />
          {data && <WeekFailures project={project} failures={data.failures} />}
        </div>
      </div>
    </>
  );
}

function Period({ overview: { from, to, environment } }: { overview: Overview }) {
  return (
    <>
      In {environment}, {formatDay(from)} to {formatDay(Date.parse(to) - 1)} against{" "}
      {beforeInWords(from, to)}.
    </>
  );
}

function Alarms({ project, alerts }: { project: string; alerts: Overview["alerts"] }) {
  const breached = alerts.filter(({ state }) => state === "breached");
  if (breached.length === 0) return null;
  return (
    <Notice tone="warn" icon={<BellRing aria-hidden="true" />} className="mb-3">
      {breached.map(({ id, name, since }, index) => (
        <span key={id}>
          {index > 0 && " · "}
          <Link className={linkClass} href={`/${project}/metrics?alert=${id}`}>
            {name}
          </Link>{" "}
          is beyond its bar since <RelativeTime value={since} />
        </span>
      ))}
    </Notice>
  );
}

const SILENCE_MS = 24 * 3_600_000;

/** Figures that stand still, and alerts without data, have a reason. */
function Silence({
  project,
  overview: { newestHour, to, environment },
  isDemo,
}: Pick<Props, "project" | "isDemo"> & { overview: Overview }) {
  if (!newestHour || Date.parse(to) - Date.parse(newestHour) <= SILENCE_MS) return null;
  return (
    <Notice
      className="mb-3"
      title={`No traces from ${environment} for more than a day.`}
      actions={
        <Link className={linkClass} href={`/${project}/traces`}>
          Traces
        </Link>
      }
    >
      The newest came around <RelativeTime value={newestHour} />.{" "}
      {isDemo
        ? "Demo traffic ends when the demo is created."
        : "Check that the application still sends them."}
    </Notice>
  );
}

function NoTraces({ project }: { project: string }) {
  return (
    <div className={cn(sectionClass, "mb-4")}>
      <Empty
        title="No traces yet"
        actions={
          <Link href={`/${project}/traces`} className={buttonClass({ variant: "primary" })}>
            Send the first trace
          </Link>
        }
      >
        The figures below come from evals. Success, latency and cost in production appear once
        applications send traces, by HTTP or OpenTelemetry.
      </Empty>
    </div>
  );
}
