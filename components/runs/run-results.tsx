"use client";
import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { ApiError } from "@/lib/http/api-client";
import type { Run, RunListItem } from "@/lib/runs/contract";
import { isUnderWay, type MatrixPart, type MatrixPlace, runQueries } from "@/lib/runs/queries";
import type { Matrix, MatrixRow } from "@/lib/runs/result-contract";
import { CaseDrawerSkeleton } from "./case-drawer-skeleton";
import { partsOf } from "./matrix-parts";
import { ResultFilterBar } from "./result-filter-bar";
import { ResultMatrix } from "./result-matrix";
import { ResultTabs } from "./result-tabs";
import { useRunAddress } from "./use-run-address";

const loadDrawer = () => import("./case-drawer");
const CaseDrawer = lazy(() => loadDrawer().then((module) => ({ default: module.CaseDrawer })));

interface Props {
  project: string;
  run: Run;
  baseline: RunListItem | null;
  others: readonly RunListItem[];
  runs: readonly RunListItem[];
  /** Cases that the baseline does not have. */
  onlyHere: number;
  isReady: boolean;
  mayWrite: boolean;
}

const FIRST_ROWS = 100;

/** Cases against versions, with the evidence of one of them beside. */
export function RunResults(props: Props) {
  const { project, run, baseline, others, runs, onlyHere, isReady, mayWrite } = props;
  const { state, set } = useRunAddress();
  const isCompared = baseline !== null;
  const tab = !isCompared && state.tab?.match(/^(newly|still)/) ? "all" : (state.tab ?? "all");
  const parts = useMemo(() => partsOf(tab, isCompared, onlyHere > 0), [tab, isCompared, onlyHere]);
  const against = [baseline, ...others].flatMap((one) => (one ? [one.number] : []));
  const underWay = isUnderWay(run);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching, isPlaceholderData } =
    useInfiniteQuery({
      ...runQueries.matrix(
        project,
        run.number,
        {
          ...(against.length > 0 ? { against: against.join(",") } : {}),
          ...(state.segment ? { segment: state.segment } : {}),
          ...(state.kind ? { kind: state.kind } : {}),
          ...(state.category ? { category: state.category } : {}),
          ...(state.q ? { q: state.q } : {}),
        },
        parts,
      ),
      enabled: isReady,
      refetchInterval: underWay ? 5_000 : false,
    });
  const rows = useMemo(() => rowsOf(data, parts), [data, parts]);
  // Parts may be short or empty, so rows are counted, not pages.
  const [wanted, setWanted] = useState(FIRST_ROWS);
  useEffect(() => {
    if (rows.length < wanted && hasNextPage && !isFetching) void fetchNextPage();
  }, [rows.length, wanted, hasNextPage, isFetching, fetchNextPage]);

  // The first press on a case should not wait for code.
  useEffect(() => void loadDrawer(), []);

  // What Escape closed stays the place from which `j` goes on.
  const [place, setPlace] = useState(state.case);
  const openCase = (caseId: string | null) => {
    if (caseId) setPlace(caseId);
    void set({ case: caseId });
  };
  const selected = state.case ?? place;
  const at = rows.findIndex(({ caseId }) => caseId === selected);
  const step = (by: 1 | -1, onlyFailing = false) => {
    for (let index = at + by; index >= 0 && index < rows.length; index += by) {
      const row = rows[index];
      if (row && (!onlyFailing || row.cells[0]?.outcome === "failed")) return openCase(row.caseId);
    }
  };
  useShortcuts([
    { keys: "]", label: "Next failing case", group: "Rows", run: () => step(1, true) },
    { keys: "[", label: "Previous failing case", group: "Rows", run: () => step(-1, true) },
  ]);

  if (error && !data) {
    return (
      <ErrorState
        title="The cases could not be read."
        requestId={error instanceof ApiError ? error.problem.requestId : null}
        onRetry={() => refetch()}
      >
        {error.message}
      </ErrorState>
    );
  }
  const counts = data?.pages[0]?.counts ?? null;
  return (
    <section aria-label="Cases" className="-mx-(--gutter) -mb-10">
      <div className="px-(--gutter)">
        <ResultTabs tab={tab} isCompared={isCompared} counts={counts} />
        <ResultFilterBar run={run} baseline={baseline} others={others} runs={runs} />
      </div>
      <div
        className={
          state.case
            ? "grid border-border border-t lg:grid-cols-[minmax(0,1fr)_376px]"
            : "border-border border-t"
        }
      >
        <div className="min-w-0" aria-busy={isPlaceholderData || undefined}>
          <ResultMatrix
            run={run}
            baseline={baseline}
            others={others}
            rows={rows}
            counts={counts}
            isGrouped={tab === "all"}
            isBesideDrawer={state.case !== null}
            isLoading={
              !isReady || (isFetching && rows.length === 0) || (rows.length === 0 && hasNextPage)
            }
            selectedId={selected}
            onOpen={openCase}
            onEndReached={() => setWanted(rows.length + 1)}
          />
        </div>
        {state.case && (
          <Suspense
            fallback={<CaseDrawerSkeleton caseId={state.case} onClose={() => openCase(null)} />}
          >
            <CaseDrawer
              key={state.case}
              project={project}
              run={run}
              baseline={baseline}
              caseId={state.case}
              change={rows[at]?.change ?? null}
              mayWrite={mayWrite}
              onClose={() => openCase(null)}
              onPrevious={at > 0 ? () => step(-1) : undefined}
              onNext={at >= 0 && at < rows.length - 1 ? () => step(1) : undefined}
            />
          </Suspense>
        )}
      </div>
    </section>
  );
}

/** The library forgets the type of a query's page parameters when its options are spread. */
const placeOf = (param: unknown) => param as MatrixPlace;

/** A part without a condition is read for what the others leave out: cases that the baseline lacks. */
function rowsOf(
  data: InfiniteData<Matrix, unknown> | undefined,
  parts: readonly MatrixPart[],
): MatrixRow[] {
  if (!data) return [];
  return data.pages.flatMap((page, index) => {
    const part = parts[placeOf(data.pageParams[index]).part];
    const isRest = part !== undefined && Object.keys(part).length === 0;
    return isRest ? page.data.filter(({ change }) => change === null) : page.data;
  });
}
