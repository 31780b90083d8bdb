"use client";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { countUnpaired } from "@/components/runs/results/matrix-parts";
import { RunResults } from "@/components/runs/results/run-results";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { sectionClass } from "@/components/ui/section";
import type { Run } from "@/lib/runs/contract";
import { isUnderWay, runQueries } from "@/lib/runs/queries";
import { RunHead } from "./run-head";
import { RunNotices } from "./run-notices";
import { RunSkeleton } from "./run-skeleton";
import { RunSummaryStrip } from "./run-summary-strip";
import { RunWithheld } from "./run-withheld";
import { useRunAddress } from "./use-run-address";
import { useRunComparison } from "./use-run-comparison";

// In the server's first paint, but their code comes after the head of the page.
const RunGroups = lazy(() =>
  import("@/components/runs/results/run-groups").then((module) => ({ default: module.RunGroups })),
);
const StepFailures = lazy(() =>
  import("@/components/chains/run/step-failures").then((module) => ({
    default: module.StepFailures,
  })),
);
const RunLatency = lazy(() =>
  import("./run-latency").then((module) => ({ default: module.RunLatency })),
);
const RunProgress = lazy(() =>
  import("./run-progress").then((module) => ({ default: module.RunProgress })),
);
interface Props {
  project: string;
  number: number;
  mayWrite: boolean;
  seesHoldout: boolean;
}

/** One run: how far it is, or what it says, against its baseline, down to each case. */
export function RunView({ project, number, mayWrite, seesHoldout }: Props) {
  const { state, set } = useRunAddress();
  const { data: run, error, refetch } = useQuery(runQueries.detail(project, number));
  const underWay = run ? isUnderWay(run) : false;
  const compared = useRunComparison(project, run);
  if (error && !run) {
    return (
      <ErrorState title="The run could not be read." onRetry={() => refetch()} error={error} />
    );
  }
  if (!run) return <RunSkeleton />;
  const hidesCases = run.split === "holdout" && !seesHoldout;
  const { runs, baseline, others, isComparing, comparison } = compared;
  return (
    <>
      <RunHead
        project={project}
        run={run}
        baseline={baseline}
        runs={runs}
        mayWrite={mayWrite}
        hidesCases={hidesCases}
      />
      <RunNotices
        run={run}
        comparison={comparison}
        hidesCases={hidesCases}
        error={compared.error}
      />
      {underWay ? (
        <Suspense fallback={<div className={cn(sectionClass, "mb-4 h-44")} aria-busy="true" />}>
          <RunProgress
            project={project}
            run={run}
            mayWrite={mayWrite}
            onShowFailures={hidesCases ? null : () => set({ tab: "failing" })}
          />
        </Suspense>
      ) : run.withheld ? (
        mayWrite && <RunWithheld project={project} run={run} />
      ) : (
        <RunFigures project={project} run={run} compared={compared} mayWrite={mayWrite} />
      )}
      {!hidesCases && (!underWay || state.tab) && (
        <RunResults
          project={project}
          run={run}
          baseline={underWay ? null : baseline}
          others={others}
          runs={runs}
          unpaired={countUnpaired(comparison)}
          isReady={!isComparing || comparison !== null || compared.error !== null}
          mayWrite={mayWrite}
        />
      )}
    </>
  );
}

interface RunFiguresProps {
  project: string;
  run: Run;
  compared: ReturnType<typeof useRunComparison>;
  mayWrite: boolean;
}

/** What the cases say together: rates, costs, steps, groups and times. */
function RunFigures({ project, run, compared, mayWrite }: RunFiguresProps) {
  const { baseline, baselineRun, comparison } = compared;
  return (
    <>
      <RunSummaryStrip
        project={project}
        run={run}
        baseline={baseline}
        comparison={comparison}
        mayWrite={mayWrite}
      />
      {run.byStep.length > 0 && (
        <Suspense fallback={<div className={cn(sectionClass, "mb-4 h-60")} aria-busy="true" />}>
          <StepFailures project={project} run={run} mayWrite={mayWrite} />
        </Suspense>
      )}
      <div className="mb-4 grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_344px]">
        <Suspense fallback={<div className={cn(sectionClass, "h-60")} aria-busy="true" />}>
          <RunGroups run={run} baseline={baselineRun} comparison={comparison} />
        </Suspense>
        <Suspense fallback={<div className={cn(sectionClass, "h-75")} aria-busy="true" />}>
          <RunLatency run={run} baseline={baselineRun} />
        </Suspense>
      </div>
    </>
  );
}
