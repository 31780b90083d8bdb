"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { useTraceAddress } from "@/components/traces/trace/use-trace-address";
import type { FilterName } from "@/components/traces/trace-address";
import { shortId, traceHref } from "@/components/traces/trace-words";
import { Button } from "@/components/ui/controls/button";
import { Table } from "@/components/ui/data/table";
import { TableKeys } from "@/components/ui/data/table-keys";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { toast } from "@/components/ui/overlays/toast";
import { sectionClass } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Kbd } from "@/components/ui/text/kbd";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { ApiError } from "@/lib/http/api-client";
import { traceQueries } from "@/lib/traces/queries";
import { LiveBar } from "./live-bar";
import { SavedViews } from "./saved-views";
import { TraceFilterBar } from "./trace-filter-bar";
import { TraceTable } from "./trace-table";
import { TracesHead } from "./traces-head";
import { useLiveTail } from "./use-live-tail";

const FirstTrace = lazy(() =>
  import("./first-trace").then((module) => ({ default: module.FirstTrace })),
);
const TraceHistogram = lazyView(
  () => import("./trace-histogram"),
  () => <div className="mb-3 h-[116px]" aria-hidden="true" />,
);

interface Props {
  project: string;
  mayWrite: boolean;
  /** The traces of this prompt alone, below its tabs. */
  prompt?: string;
  /** Where applications reach Galley, for the first trace. */
  address: string;
  keptDays: number | null;
}

const ONE_PROMPT: readonly FilterName[] = ["prompt"];
const NONE: readonly FilterName[] = [];

/** What happened in production, newest first; what it shows stands in its address. */
export function TracesView({ project, mayWrite, prompt, address, keptDays }: Props) {
  const router = useRouter();
  const fixed = useMemo(() => (prompt ? { prompt } : {}), [prompt]);
  const fixedNames = prompt ? ONE_PROMPT : NONE;
  const { filters, live, selectedId, select, setLive, change, replace, sort, setSort } =
    useTraceAddress(fixed);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching, isPlaceholderData } =
    useInfiniteQuery(traceQueries.list(project, filters, sort));
  const rows = useMemo(() => data?.pages.flatMap((page) => page.data) ?? [], [data]);
  const tail = useLiveTail({
    project,
    filters,
    isLive: live,
    isWaiting: selectedId !== null,
    rows,
  });
  const marked = useCompareKeys(project, selectedId);
  useShortcuts([
    { keys: "space", label: "Live or hold", group: "Page", run: () => setLive(!live) },
    {
      keys: "esc",
      label: "Clear selection",
      group: "Rows",
      enabled: selectedId !== null,
      run: () => select(null),
    },
  ]);

  const isFiltered = Object.keys(filters).some((name) => !fixedNames.includes(name as FilterName));
  const isFirst = data !== undefined && rows.length === 0 && !isFiltered;
  const models = useMemo(
    () => [...new Set(rows.flatMap(({ model }) => (model ? [model] : [])))].sort(),
    [rows],
  );
  const clearButton = (
    <Button size="sm" onClick={() => replace(fixed)}>
      Clear the filters
    </Button>
  );
  return (
    <>
      <TracesHead
        project={project}
        filters={filters}
        isOfOnePrompt={prompt !== undefined}
        keptDays={keptDays}
        live={live}
        onLive={setLive}
        isEmpty={isFirst}
        mayWrite={mayWrite}
      />
      {isFirst ? (
        <Suspense>
          <FirstTrace project={project} address={address} {...(prompt ? { prompt } : {})} />
        </Suspense>
      ) : (
        <>
          {!prompt && (
            <SavedViews project={project} filters={filters} mayWrite={mayWrite} replace={replace} />
          )}
          <TraceFilterBar
            project={project}
            filters={filters}
            fixed={fixedNames}
            models={models}
            change={change}
            replace={replace}
          />
          <TraceHistogram
            project={project}
            filters={filters}
            isLive={live}
            onTime={(time) => change({ ...time, range: null })}
          />
          {error && !data ? (
            <TracesError
              error={error}
              onRetry={() => refetch()}
              actions={isFiltered && clearButton}
            />
          ) : (
            <div className={sectionClass} aria-busy={isPlaceholderData || undefined}>
              {live && <LiveBar tail={tail} isWaiting={selectedId !== null} />}
              {data ? (
                <TraceTable
                  project={project}
                  rows={rows}
                  isOfOnePrompt={prompt !== undefined}
                  selectedId={selectedId}
                  markedId={marked}
                  sort={sort}
                  onSort={setSort}
                  onSelect={select}
                  onOpen={(id) => router.push(traceHref(project, id))}
                  onEndReached={() => {
                    if (hasNextPage && !isFetching) void fetchNextPage();
                  }}
                  empty={
                    <Empty title="No trace matches" actions={clearButton}>
                      Remove a filter, or widen the time range.
                      {live && " New ones appear here."}
                    </Empty>
                  }
                />
              ) : (
                <TracesLoading />
              )}
            </div>
          )}
          <TraceKeys />
        </>
      )}
    </>
  );
}

function TracesLoading() {
  return (
    <Table label="Traces, loading" dense aria-busy="true">
      <tbody>
        <SkeletonRows rows={16} widths={[70, 70, 320, 120, 80, 60, 60]} />
      </tbody>
    </Table>
  );
}

/** Marks the selected trace, then compares it with another; the marked one. */
function useCompareKeys(project: string, selectedId: string | null): string | null {
  const router = useRouter();
  const [marked, setMarked] = useState<string | null>(null);
  const compare = () => {
    if (!selectedId) return;
    if (!marked || marked === selectedId) {
      setMarked(marked ? null : selectedId);
      if (!marked) toast(`${shortId(selectedId)} is marked. Select another and press d.`);
      return;
    }
    router.push(
      `/${project}/traces/compare?a=${encodeURIComponent(marked)}&b=${encodeURIComponent(selectedId)}`,
    );
  };
  useShortcuts([
    {
      keys: "d",
      label: "Mark to compare, then compare",
      group: "Rows",
      enabled: selectedId !== null,
      run: compare,
    },
  ]);
  return marked;
}

interface TracesErrorProps {
  error: Error;
  onRetry: () => void;
  actions: ReactNode;
}

function TracesError({ error, onRetry, actions }: TracesErrorProps) {
  return (
    <ErrorState
      title="The traces could not be read."
      requestId={error instanceof ApiError ? error.problem.requestId : null}
      onRetry={onRetry}
      actions={actions}
    >
      {error.message}
    </ErrorState>
  );
}

function TraceKeys() {
  return (
    <TableKeys>
      <span>
        <Kbd keys="d" /> mark, compare
      </span>
      <span className="ml-auto">
        <span className="text-inconclusive">*</span> with retries. “Not reviewed” is not “nothing
        found”.
      </span>
    </TableKeys>
  );
}
