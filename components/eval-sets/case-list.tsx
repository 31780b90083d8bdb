"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { type ComponentProps, useMemo } from "react";
import { ErrorState } from "@/components/ui/error-state";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import type { VisibleCase } from "@/lib/eval-sets/eval-case";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { isVisible } from "./case-kinds";
import { CaseTable } from "./case-table";
import { CasesSkeleton } from "./cases-skeleton";
import { groupTotal } from "./group-total";
import type { CaseView } from "./use-case-view";

/** The cases that the filters leave, as far as the reader may see them. */
export function useCasePages(project: string, set: EvalSetDetail, view: CaseView) {
  // Withheld rows are shown as sums; whoever may read them gets them as rows.
  const filters = set.canSeeHoldout
    ? view.filters
    : { ...view.filters, split: "development" as const };
  const isHoldoutOnly = !set.canSeeHoldout && view.split === "holdout";
  const pages = useInfiniteQuery({
    ...evalSetQueries.cases(project, set.name, filters),
    enabled: !isHoldoutOnly,
    placeholderData: keepPreviousData,
  });
  const cases = useMemo(
    () =>
      isHoldoutOnly ? [] : (pages.data?.pages.flatMap((page) => page.data.filter(isVisible)) ?? []),
    [pages.data, isHoldoutOnly],
  );
  return { pages, cases, isHoldoutOnly };
}

type CaseTableProps = ComponentProps<typeof CaseTable>;

interface Props {
  set: EvalSetDetail;
  view: CaseView;
  pages: ReturnType<typeof useCasePages>["pages"];
  cases: VisibleCase[];
  marked: CaseTableProps["marked"];
  /** Sums of withheld cases follow. */
  isAboveSums: boolean;
}

export function CaseList({ set, view, pages, cases, marked, isAboveSums }: Props) {
  if (pages.error) {
    return (
      <ErrorState
        title="The cases could not be read."
        onRetry={() => pages.refetch()}
        error={pages.error}
      />
    );
  }
  if (pages.isPending) return <CasesSkeleton />;
  return (
    <CaseTable
      set={set}
      cases={cases}
      selectedId={view.caseId}
      onSelect={(caseId) => view.change({ case: caseId })}
      onEndReached={() => {
        if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
      }}
      marked={marked}
      totalOf={(split) => groupTotal(set, view, split)}
      hasMore={pages.hasNextPage}
      isBesideDrawer={view.caseId !== null}
      isAboveSums={isAboveSums}
      empty={
        <p className="p-6 text-13 text-text-2">
          {view.isFiltered
            ? "No case matches these filters."
            : "No development cases in this revision."}
        </p>
      }
    />
  );
}
