"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { traceQueries } from "@/lib/traces/queries";
import { pickStep } from "./pick-step";
import { StepPanel } from "./step-panel";
import { STEP_TABS } from "./step-tabs";
import { buildStepTree } from "./step-tree";
import { StepsSection } from "./steps-section";
import { TraceContent } from "./trace-content";
import { TraceFacts } from "./trace-facts";
import { TraceHead } from "./trace-head";
import { TraceHints } from "./trace-hints";
import { TraceHistory } from "./trace-history";
import { TraceSkeleton } from "./trace-skeleton";
import { TraceStandingTable } from "./trace-standing";

/** Stands below the steps and asks for two versions: it comes after the first paint. */
const ServedVersion = lazyView(
  () => import("./served-version").then((module) => module.ServedVersion),
  () => <Skeleton height={160} className="w-full" />,
);

interface Props {
  project: string;
  id: string;
  mayWrite: boolean;
  canSeeHoldout: boolean;
}

const address = {
  step: parseAsString,
  tab: parseAsStringLiteral(STEP_TABS).withDefault("content"),
};

/** One request: how it ended, where the time went, what was sent and said, and what came later. */
export function TraceView({ project, id, mayWrite, canSeeHoldout }: Props) {
  const { data: trace, error, refetch } = useQuery(traceQueries.detail(project, id));
  const [state, set] = useQueryStates(address, { history: "replace" });
  const rows = useMemo(() => (trace ? buildStepTree(trace.steps, trace.startedAt) : []), [trace]);
  if (error && !trace) {
    return (
      <ErrorState title="The trace could not be read." onRetry={() => refetch()} error={error} />
    );
  }
  if (!trace) return <TraceSkeleton />;
  const requested = rows.find(({ step }) => step.id === state.step);
  const selected = requested ?? pickStep(rows);
  return (
    <>
      <TraceHead
        project={project}
        trace={trace}
        mayWrite={mayWrite}
        canSeeHoldout={canSeeHoldout}
      />
      {trace.error && (
        <Notice tone="fail" title="The request ended in an error." className="mb-4">
          <span className="wrap-anywhere whitespace-pre-wrap">{trace.error}</span>
        </Notice>
      )}
      {state.step && !requested && (
        <Notice tone="warn" className="mb-4">
          The step <span className="font-mono text-code">{state.step}</span> is not in this trace.
        </Notice>
      )}
      <TraceFacts project={project} trace={trace} mayWrite={mayWrite} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_404px]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
          <StepsSection
            trace={trace}
            rows={rows}
            selectedId={selected?.step.id ?? null}
            onSelect={(step) => void set({ step })}
          />
          <TraceStandingTable project={project} trace={trace} />
          <ServedVersion project={project} trace={trace} />
          <TraceHistory project={project} trace={trace} />
        </div>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
          {selected ? (
            <StepPanel
              key={selected.step.id}
              project={project}
              trace={trace}
              row={selected}
              tab={state.tab}
              onTab={(tab) => void set({ tab })}
            />
          ) : (
            <TraceContent trace={trace} />
          )}
          <TraceHints project={project} trace={trace} />
        </div>
      </div>
    </>
  );
}
