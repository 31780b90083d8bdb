"use client";
import { lazy, Suspense, useMemo, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { CaseDrawerSkeleton } from "./case-drawer-skeleton";
import { CaseFilters } from "./case-filters";
import { CaseList, useCasePages } from "./case-list";
import { MarkBar } from "./mark-bar";
import type { CaseView } from "./use-case-view";
import { WithheldGroups } from "./withheld-groups";

const loadDrawer = () => import("./case-drawer");
const CaseDrawer = lazy(() => loadDrawer().then((module) => ({ default: module.CaseDrawer })));

interface Props {
  project: string;
  set: EvalSetDetail;
  view: CaseView;
  mayEdit: boolean;
}

/** The cases under their filters, those marked for a change of many, and one of them open beside. */
export function EvalSetCases({ project, set, view, mayEdit }: Props) {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const { pages, cases, isHoldoutOnly } = useCasePages(project, set, view);
  const at = cases.findIndex(({ caseId }) => caseId === view.caseId);
  const neighbour = (by: 1 | -1) => {
    const other = at < 0 ? undefined : cases[at + by];
    return other && (() => view.change({ case: other.caseId }));
  };
  const marks = useMemo(
    () =>
      mayEdit
        ? {
            ids: marked,
            toggle: (caseId: string) =>
              setMarked((now) => {
                const next = new Set(now);
                if (!next.delete(caseId)) next.add(caseId);
                return next;
              }),
          }
        : undefined,
    [mayEdit, marked],
  );
  const showWithheld =
    !set.canSeeHoldout && !view.q && !view.segment && !view.kind && view.split !== "development";
  return (
    <>
      <CaseFilters set={set} view={view} />
      <div
        className={cn(
          "-mx-(--gutter) grid grid-cols-1 border-t",
          view.caseId && "lg:grid-cols-[minmax(0,1fr)_356px]",
        )}
      >
        {/* On the way to a case: the first press should not wait for code. */}
        <div className="min-w-0" onPointerEnter={() => void loadDrawer()}>
          <MarkBar
            project={project}
            name={set.name}
            marked={marked}
            onDone={() => setMarked(new Set())}
          />
          {!isHoldoutOnly && (
            <CaseList
              set={set}
              view={view}
              pages={pages}
              cases={cases}
              marked={marks}
              isAboveSums={showWithheld && set.counts.holdout > 0}
            />
          )}
          {showWithheld && <WithheldGroups set={set} />}
        </div>
        {view.caseId && (
          <Suspense
            fallback={
              <CaseDrawerSkeleton
                caseId={view.caseId}
                onClose={() => view.change({ case: null })}
              />
            }
          >
            <CaseDrawer
              project={project}
              set={set}
              caseId={view.caseId}
              revision={view.revision}
              mayWrite={mayEdit}
              onClose={() => view.change({ case: null })}
              onShow={(caseId) => view.change({ case: caseId })}
              onPrevious={neighbour(-1)}
              onNext={neighbour(1)}
            />
          </Suspense>
        )}
      </div>
    </>
  );
}
