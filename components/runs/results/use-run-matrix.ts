"use client";
import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { useRunAddress } from "@/components/runs/use-run-address";
import type { Run } from "@/lib/runs/contract";
import { isUnderWay, type MatrixPart, type MatrixPlace, runQueries } from "@/lib/runs/queries";
import type { Matrix, MatrixRow } from "@/lib/runs/results/matrix-contract";

const FIRST_ROWS = 100;

interface Options {
  project: string;
  run: Run;
  /** Numbers of the runs beside it, the baseline first. */
  against: readonly number[];
  state: ReturnType<typeof useRunAddress>["state"];
  parts: readonly MatrixPart[];
  isReady: boolean;
}

/** The cases of a run that its filters leave, read in parts until as many as are wanted are there. */
export function useRunMatrix({ project, run, against, state, parts, isReady }: Options) {
  const { scorer, expected, answered } = state;
  const filters = {
    ...(against.length > 0 ? { against: against.join(",") } : {}),
    ...(state.segment ? { segment: state.segment } : {}),
    ...(state.kind ? { kind: state.kind } : {}),
    ...(state.category ? { category: state.category } : {}),
    ...(state.step ? { step: state.step } : {}),
    ...(state.otherInput ? { otherInput: state.otherInput } : {}),
    ...(state.q ? { q: state.q } : {}),
    ...(scorer
      ? {
          scorer,
          ...(expected === null ? {} : { expected }),
          ...(answered === null ? {} : { answered }),
        }
      : {}),
    ...(state.sort ? { sort: state.sort } : {}),
  };
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching, isPlaceholderData } =
    useInfiniteQuery({
      ...runQueries.matrix(project, run.number, filters, parts),
      enabled: isReady,
      refetchInterval: isUnderWay(run) ? 5_000 : false,
    });
  const rows = useMemo(() => rowsOf(data, parts), [data, parts]);
  // Parts may be short or empty, so rows are counted, not pages.
  const [minRows, setWanted] = useState(FIRST_ROWS);
  useEffect(() => {
    if (rows.length < minRows && hasNextPage && !isFetching) void fetchNextPage();
  }, [rows.length, minRows, hasNextPage, isFetching, fetchNextPage]);
  return {
    ...{ data, error, refetch, hasNextPage, isFetching, isPlaceholderData },
    rows,
    counts: data?.pages[0]?.counts ?? null,
    wantMore: () => setWanted(rows.length + 1),
  };
}

/** The library forgets the type of a query's page parameters when its options are spread. */
const placeOf = (param: unknown) => param as MatrixPlace;

/** A part without a condition is read for what the others leave out: cases that are not compared. */
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
