"use client";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { sectionClass } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import type { Experiment, ExperimentCell } from "@/lib/experiments/contract";
import { experimentQueries } from "@/lib/experiments/queries";
import { CellAside } from "./cell-aside";
import { CellTable } from "./cell-table";
import { ExperimentHead } from "./experiment-head";
import { ExperimentProgress } from "./experiment-progress";
import { useExperimentAddress } from "./use-experiment-address";

// In the server's first paint, but their code comes after the table.
const CellSegments = lazy(() =>
  import("./cell-segments").then((module) => ({ default: module.CellSegments })),
);
const QualityChart = lazy(() =>
  import("./quality-chart").then((module) => ({ default: module.QualityChart })),
);

interface Props {
  project: string;
  number: number;
  mayWrite: boolean;
  isAdmin: boolean;
}

/** An experiment: how far it is, each cell against the baseline, and what to do with the one that is looked at. */
export function ExperimentView({ project, number, mayWrite, isAdmin }: Props) {
  const { state, set } = useExperimentAddress();
  const { data, error, refetch } = useQuery(
    experimentQueries.detail(project, number, state.baseline),
  );
  if (error && !data) {
    return (
      <ErrorState
        title="The experiment could not be read."
        onRetry={() => refetch()}
        error={error}
      />
    );
  }
  if (!data) return <ExperimentSkeleton />;
  const cell = data.cells.find(({ runNumber }) => runNumber === state.cell) ?? bestOf(data);
  const setBaseline = (runNumber: number) => void set({ baseline: String(runNumber) });
  return (
    <>
      <ExperimentHead
        project={project}
        experiment={data}
        mayWrite={mayWrite}
        onBaseline={setBaseline}
      />
      <ExperimentProgress project={project} experiment={data} mayWrite={mayWrite} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_300px]">
        <div className="grid min-w-0 gap-4">
          <CellTable
            project={project}
            experiment={data}
            cell={cell}
            onSelect={(runNumber) => void set({ cell: runNumber })}
            onBaseline={setBaseline}
          />
          <Suspense fallback={<div className={cn(sectionClass, "h-80")} aria-busy="true" />}>
            <QualityChart
              experiment={data}
              cell={cell}
              against={state.against ?? priceOfInterest(data)}
              onAgainst={(against) => void set({ against })}
              onSelect={(runNumber) => void set({ cell: runNumber })}
            />
          </Suspense>
          {cell && (
            <Suspense fallback={<div className={cn(sectionClass, "h-48")} aria-busy="true" />}>
              <CellSegments project={project} experiment={data} cell={cell} />
            </Suspense>
          )}
        </div>
        {cell && <CellAside {...{ project, cell, mayWrite, isAdmin }} experiment={data} />}
      </div>
    </>
  );
}

/** What people look for first: the best pass rate. */
function bestOf({ cells }: Experiment): ExperimentCell | undefined {
  const [best] = cells
    .filter(({ passRate }) => passRate !== null)
    .toSorted((one, other) => (other.passRate?.value ?? 0) - (one.passRate?.value ?? 0));
  return best ?? cells[0];
}

/** Cost, unless no cell costs anything, as with models of one's own machine. */
function priceOfInterest({ cells }: Experiment): "cost" | "latency" {
  const costs = cells.flatMap(({ costPerSuccessUsd }) => costPerSuccessUsd ?? []);
  return costs.length > 0 && costs.every((cost) => cost === 0) ? "latency" : "cost";
}

function ExperimentSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-4">
      <Skeleton className="h-7 w-80" />
      <div className={cn(sectionClass, "h-60")} />
      <div className={cn(sectionClass, "h-80")} />
    </div>
  );
}
