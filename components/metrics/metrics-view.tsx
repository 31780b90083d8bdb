"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { FirstTrace } from "@/components/traces/list/first-trace";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { PageHead } from "@/components/ui/page-head";
import { alertQueries, metricQueries } from "@/lib/metrics/queries";
import { AlertList } from "./alert-list";
import { CHARTS } from "./chart-specs";
import { MetricActions } from "./metric-actions";
import { segmentHref, tracesHref } from "./metric-address";
import { MetricChart } from "./metric-chart";
import { MetricChartSkeleton } from "./metric-chart-skeleton";
import { MetricFilterBar } from "./metric-filter-bar";
import { MetricHeadline } from "./metric-headline";
import { MetricNotes } from "./metric-notes";
import { SegmentTable } from "./segment-table";
import { useMetricAddress } from "./use-metric-address";

const AlertDialog = lazyView(() => import("./alert-dialog"));

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
  const actions = <MetricActions address={address} charts={charts.data} mayWrite={mayWrite} />;
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
          onRetry={() => {
            void refetch();
            void charts.refetch();
          }}
          error={problem}
        />
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
              tracesHref={(from, to) => tracesHref(project, filters, from, to)}
              onZoom={(from, to) => void set({ from, to, range: null })}
            />
          ) : (
            <MetricChartSkeleton key={spec.id} title={spec.title} />
          ),
        )}
      </div>
      <MetricNotes charts={charts.data} split={split} summary={summary} />
      {summary && summary.segments.length > 0 && (
        <div className="mb-4">
          <SegmentTable
            project={project}
            summary={summary}
            segmentHref={(segment) => segmentHref(state, segment)}
          />
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
