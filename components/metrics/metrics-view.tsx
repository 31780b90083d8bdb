"use client";
import { useQuery } from "@tanstack/react-query";
import { BarChart3, Bell, Download, Table2, ZoomOut } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo } from "react";
import { downloadTable } from "@/components/charts/download-table";
import { FirstTrace } from "@/components/traces/list/first-trace";
import { Button } from "@/components/ui/controls/button";
import { Segmented } from "@/components/ui/controls/segmented";
import { ErrorState } from "@/components/ui/error-state";
import { PageHead } from "@/components/ui/page-head";
import { sectionBodyClass, sectionClass, sectionHeadClass } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount, formatCountOf } from "@/lib/format-number";
import { ApiError } from "@/lib/http/api-client";
import type { MetricSummary } from "@/lib/metrics/contract";
import { METRICS } from "@/lib/metrics/metric";
import { alertQueries, metricQueries } from "@/lib/metrics/queries";
import { AlertList } from "./alert-list";
import { wholeTable } from "./chart-lines";
import { CHARTS } from "./chart-specs";
import { MetricChart } from "./metric-chart";
import { MetricFilterBar } from "./metric-filter-bar";
import { MetricHeadline } from "./metric-headline";
import { SegmentTable } from "./segment-table";
import { useMetricAddress } from "./use-metric-address";

const AlertDialog = dynamic(() => import("./alert-dialog"), { ssr: false });

interface Props {
  project: string;
  /** The metrics of this prompt alone, below its tabs. */
  prompt?: string;
  environments: string[];
  environment: string | null;
  mayWrite: boolean;
  /** Where applications reach Galley, for the first trace. */
  address: string;
}

/** Intervals allow for users who send much, as far as requests say whose they are. */
function UnknownUnits({ summary }: { summary: MetricSummary | undefined }) {
  if (!summary || summary.withUnit >= summary.n) return null;
  const { n, withUnit } = summary;
  const which =
    withUnit === 0 ? "Requests" : `${formatCount(n - withUnit)} of ${formatCountOf(n, "request")}`;
  return (
    <>
      {which} have no unit, so the 95 % intervals treat them as independent. If a few users send
      many of them, the intervals are too narrow.
    </>
  );
}

/** How production does: headline, charts, segments and alerts over one choice of traces. */
export function MetricsView({
  project,
  prompt,
  environments,
  environment,
  mayWrite,
  address: galleyUrl,
}: Props) {
  const fixed = useMemo(() => ({ prompt, environment }), [prompt, environment]);
  const address = useMetricAddress(fixed);
  const { state, set, filters, chartsQuery, split } = address;
  const { data: summary, error, refetch } = useQuery(metricQueries.summary(project, filters));
  const charts = useQuery(metricQueries.charts(project, chartsQuery));
  const { data: alerts } = useQuery(alertQueries.list(project));
  const problem = error ?? charts.error;
  const chosenAlert = alerts?.data.find(({ id }) => id === state.alert) ?? null;
  const closeAlert = () => void set({ alert: null });
  const watching = (alerts?.data ?? []).filter(({ filter }) =>
    // A bar belongs into the drawing of just what it watches.
    ["prompt", "environment", "version", "model", "arm", "segment"].every((name) => {
      const key = name as keyof typeof filter;
      return (filter[key] ?? undefined) === (filters[key] ?? undefined);
    }),
  );
  const actions = (
    <>
      {state.from && state.to && (
        <Button
          size="sm"
          icon={<ZoomOut aria-hidden="true" />}
          onClick={() => void set({ from: null, to: null, range: null })}
        >
          Reset zoom
        </Button>
      )}
      <Segmented
        label="Show as"
        options={[
          {
            value: "chart",
            label: (
              <>
                <BarChart3 aria-hidden="true" /> Charts
              </>
            ),
          },
          {
            value: "table",
            label: (
              <>
                <Table2 aria-hidden="true" /> Table
              </>
            ),
          },
        ]}
        value={state.view}
        onValueChange={(view) => void set({ view })}
      />
      <Button
        size="sm"
        icon={<Download aria-hidden="true" />}
        disabled={!charts.data?.all}
        onClick={() => {
          if (charts.data) downloadTable("metrics", wholeTable(charts.data, METRICS));
        }}
      >
        CSV
      </Button>
      {mayWrite && (
        <Button
          size="sm"
          icon={<Bell aria-hidden="true" />}
          onClick={() => void set({ alert: "new" })}
        >
          Alert…
        </Button>
      )}
    </>
  );
  const tracesHref = (from: string, to: string) => {
    const { range: _, from: __, to: ___, ...scope } = filters;
    const words = Object.entries({ ...scope, from, to }).map(([name, value]) => [
      name,
      String(value),
    ]);
    return `/${project}/traces?${new URLSearchParams(words)}`;
  };
  const segmentHref = (segment: string) => {
    const words = new URLSearchParams(
      Object.entries(state).flatMap(([name, value]) =>
        value === null || typeof value === "boolean" || name === "view" || name === "alert"
          ? []
          : [[name, String(value)]],
      ),
    );
    words.set("segment", segment);
    return `?${words}`;
  };

  if (summary && !summary.hasTraces) {
    return (
      <>
        {!prompt && <PageHead title="Metrics" />}
        <FirstTrace project={project} address={galleyUrl} {...(prompt ? { prompt } : {})} />
      </>
    );
  }
  return (
    <>
      {prompt ? (
        <div className="mb-3 flex flex-wrap justify-end gap-2">{actions}</div>
      ) : (
        <PageHead title="Metrics" actions={actions} />
      )}
      <MetricFilterBar
        project={project}
        address={address}
        summary={summary}
        environments={environments}
        prompt={prompt}
        stepHours={charts.data?.stepHours}
      />
      {problem && (
        <ErrorState
          title="The metrics could not be read."
          requestId={problem instanceof ApiError ? problem.problem.requestId : null}
          onRetry={() => {
            void refetch();
            void charts.refetch();
          }}
        >
          {problem.message}
        </ErrorState>
      )}
      <MetricHeadline summary={summary} withBefore={state.before} />
      <div className="mb-4 grid gap-4 lg:grid-cols-2">
        {CHARTS.map((spec) =>
          charts.data ? (
            <MetricChart
              key={spec.id}
              spec={spec}
              charts={charts.data}
              summary={summary}
              split={split}
              alerts={watching}
              asTable={state.view === "table"}
              tracesHref={tracesHref}
              onZoom={(from, to) => void set({ from, to, range: null })}
            />
          ) : (
            <section key={spec.id} className={sectionClass} aria-busy="true">
              <header className={sectionHeadClass()}>
                <h2>{spec.title}</h2>
              </header>
              <div className={sectionBodyClass()}>
                <Skeleton height={160} width="100%" />
              </div>
            </section>
          ),
        )}
      </div>
      {charts.data && split !== "none" && charts.data.groups.length > 3 && (
        <p className="text-12 text-text-2 mb-4">
          The three largest of{" "}
          {formatCountOf(charts.data.groups.length + charts.data.otherGroups, "group")} are drawn;
          the CSV file has {charts.data.otherGroups === 0 ? "all" : "the largest eight"}.
        </p>
      )}
      <p className="text-12 text-text-2 mb-4">
        Latency is of requests without an error. Outcome rates and cost per success are of requests
        whose outcome is known. <UnknownUnits summary={summary} />
      </p>
      {summary && summary.segments.length > 0 && (
        <div className="mb-4">
          <SegmentTable project={project} summary={summary} segmentHref={segmentHref} />
        </div>
      )}
      {!prompt && (
        <AlertList
          alerts={alerts?.data}
          mayWrite={mayWrite}
          project={project}
          selected={state.alert}
          onEdit={(id) => void set({ alert: id })}
        />
      )}
      {mayWrite && (state.alert === "new" || chosenAlert) && (
        <AlertDialog
          key={state.alert}
          project={project}
          alert={chosenAlert}
          scope={filters}
          summary={summary}
          onClose={closeAlert}
        />
      )}
    </>
  );
}
