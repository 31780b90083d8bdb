"use client";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useRunAddress } from "@/components/runs/use-run-address";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { Run, RunListItem } from "@/lib/runs/contract";
import { isUnderWay } from "@/lib/runs/queries";
import type { MatrixRow } from "@/lib/runs/results/matrix-contract";
import { CaseDrawerSkeleton } from "./case-drawer-skeleton";
import { partsOf } from "./matrix-parts";
import type { Marks } from "./result-columns";
import { ResultFilterBar } from "./result-filter-bar";
import { ResultMarkBar } from "./result-mark-bar";
import { ResultMatrix } from "./result-matrix";
import { ResultTabs } from "./result-tabs";
import { useRunMatrix } from "./use-run-matrix";

const FailureGroups = lazy(() =>
  import("./failure-groups").then((module) => ({ default: module.FailureGroups })),
);
const loadDrawer = () => import("./case-drawer");
const CaseDrawer = lazy(() => loadDrawer().then((module) => ({ default: module.CaseDrawer })));

interface Props {
  project: string;
  run: Run;
  baseline: RunListItem | null;
  others: readonly RunListItem[];
  runs: readonly RunListItem[];
  /** Cases that are not compared: the baseline lacks them, or an output was made from another input. */
  unpaired: number;
  isReady: boolean;
  mayWrite: boolean;
}

/** Cases against versions, with the evidence of one of them beside. */
export function RunResults(props: Props) {
  const { project, run, baseline, others, runs, isReady, mayWrite } = props;
  const { state, set } = useRunAddress();
  const { tab, matrix } = useTabMatrix(props);
  const { data, error, rows, counts, hasNextPage, isFetching } = matrix;
  const marks = useMarks(rows);
  // What a filter has hidden since is not changed unseen.
  const marked = marks.failedIds.filter((id) => marks.ids.has(id));
  const box = useDrawerInView(state.case !== null);

  const open = useOpenCase(rows);
  if (error && !data) {
    return (
      <ErrorState
        title="The cases could not be read."
        onRetry={() => matrix.refetch()}
        error={error}
      />
    );
  }
  return (
    <section id="cases" aria-label="Cases" className="scroll-mt-(--topbar) -mx-(--gutter) -mb-10">
      <div className="px-(--gutter)">
        <ResultTabs tab={tab} isCompared={baseline !== null} counts={counts} />
        <ResultFilterBar run={run} baseline={baseline} others={others} runs={runs} />
        {mayWrite && !isUnderWay(run) && run.counts.failed !== 0 && (
          <Suspense>
            <FailureGroups project={project} run={run.number} />
          </Suspense>
        )}
      </div>
      <div
        ref={box}
        className={cn(
          "scroll-mt-(--topbar) border-t",
          state.case && "grid lg:grid-cols-[minmax(0,1fr)_376px]",
        )}
      >
        {/* On the way to a case: the first press should not wait for code. */}
        <div
          className="min-w-0"
          aria-busy={matrix.isPlaceholderData || undefined}
          onPointerEnter={() => void loadDrawer()}
        >
          <ResultMatrix
            run={run}
            baseline={baseline}
            others={others}
            rows={rows}
            counts={counts}
            isGrouped={tab === "all" && state.sort === null}
            sort={state.sort}
            onSort={(sort) => void set({ sort })}
            marks={mayWrite ? marks : undefined}
            isBesideDrawer={state.case !== null}
            isLoading={
              !isReady || (isFetching && rows.length === 0) || (rows.length === 0 && hasNextPage)
            }
            selectedId={open.selectedId}
            onOpen={open.show}
            onEndReached={matrix.wantMore}
          />
        </div>
        {state.case && (
          <OpenCaseDrawer {...{ project, run, baseline, mayWrite, open }} caseId={state.case} />
        )}
      </div>
      {marked.length > 0 && (
        <ResultMarkBar
          project={project}
          run={run.number}
          marked={marked}
          onClear={() => marks.set([])}
        />
      )}
    </section>
  );
}

/** The cases of the tab that the address names; one that compares needs a baseline. */
function useTabMatrix({ project, run, baseline, others, unpaired, isReady }: Props) {
  const { state } = useRunAddress();
  const isCompared = baseline !== null;
  const tab = !isCompared && state.tab?.match(/^(newly|still)/) ? "all" : (state.tab ?? "all");
  const isSorted = state.sort !== null;
  const parts = useMemo(
    () => partsOf({ tab, isCompared, hasUnpaired: unpaired > 0, isSorted }),
    [tab, isCompared, unpaired, isSorted],
  );
  const against = [baseline, ...others].flatMap((one) => (one ? [one.number] : []));
  const matrix = useRunMatrix({ project, run, against, state, parts, isReady });
  return { tab, matrix };
}

interface OpenCaseDrawerProps extends Pick<Props, "project" | "run" | "baseline" | "mayWrite"> {
  caseId: string;
  open: ReturnType<typeof useOpenCase>;
}

function OpenCaseDrawer({ caseId, open, ...props }: OpenCaseDrawerProps) {
  return (
    <Suspense fallback={<CaseDrawerSkeleton caseId={caseId} onClose={open.close} />}>
      <CaseDrawer
        key={caseId}
        {...props}
        caseId={caseId}
        change={open.row?.change ?? null}
        onClose={open.close}
        onPrevious={open.previous}
        onNext={open.next}
      />
    </Suspense>
  );
}

/** The case whose evidence is shown (in the address), and the way to the ones beside it. */
function useOpenCase(rows: readonly MatrixRow[]) {
  const { state, set } = useRunAddress();
  // What Escape closed stays the place from which `j` goes on.
  const [place, setPlace] = useState(state.case);
  const show = (caseId: string | null) => {
    if (caseId) setPlace(caseId);
    void set({ case: caseId });
  };
  const selected = state.case ?? place;
  const at = rows.findIndex(({ caseId }) => caseId === selected);
  const step = (by: 1 | -1, onlyFailing = false) => {
    for (let index = at + by; index >= 0 && index < rows.length; index += by) {
      const row = rows[index];
      if (row && (!onlyFailing || row.cells[0]?.outcome === "failed")) return show(row.caseId);
    }
  };
  useShortcuts([
    { keys: "]", label: "Next failing case", group: "Rows", run: () => step(1, true) },
    { keys: "[", label: "Previous failing case", group: "Rows", run: () => step(-1, true) },
  ]);
  return {
    selectedId: selected,
    row: rows[at],
    show,
    close: () => show(null),
    previous: at > 0 ? () => step(-1) : undefined,
    next: at >= 0 && at < rows.length - 1 ? () => step(1) : undefined,
  };
}

/** Failed cases that are to get a category together. */
function useMarks(rows: readonly MatrixRow[]): Marks {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return useMemo(
    () => ({
      ids,
      toggle: (caseId) =>
        setIds((before) => {
          const after = new Set(before);
          if (!after.delete(caseId)) after.add(caseId);
          return after;
        }),
      failedIds: rows.flatMap(({ caseId, cells }) =>
        cells[0]?.outcome === "failed" ? [caseId] : [],
      ),
      set: (caseIds) => setIds(new Set(caseIds)),
    }),
    [ids, rows],
  );
}

/** The drawer is as high as the screen, so the list that it stands beside goes to the top of it. */
function useDrawerInView(isOpen: boolean) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpen && box.current && box.current.getBoundingClientRect().top > 0)
      box.current.scrollIntoView({ block: "start" });
  }, [isOpen]);
  return box;
}
