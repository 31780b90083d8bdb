"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { pickBaseline, pickOthers } from "@/lib/runs/compare/pick-baseline";
import type { Run, RunListItem } from "@/lib/runs/contract";
import { isUnderWay, runQueries } from "@/lib/runs/queries";
import { useRunAddress } from "./use-run-address";

const NONE: RunListItem[] = [];

/** The runs that this one is compared with, as the address says or as is usual, and the comparison with the first. */
export function useRunComparison(project: string, run: Run | undefined) {
  const { state } = useRunAddress();
  const { data: siblings, refetch: refetchSiblings } = useQuery({
    ...runQueries.ofPrompt(project, run?.prompt ?? ""),
    enabled: run !== undefined,
  });
  const underWay = run ? isUnderWay(run) : false;
  const wasUnderWay = useRef(underWay);
  useEffect(() => {
    if (wasUnderWay.current && !underWay) void refetchSiblings();
    wasUnderWay.current = underWay;
  }, [underWay, refetchSiblings]);

  const runs = siblings?.data ?? NONE;
  const chosen = state.baseline ? runs.find((one) => String(one.number) === state.baseline) : null;
  const baseline = !run || state.baseline === "none" ? null : (chosen ?? pickBaseline(run, runs));
  // The same list as long as nothing changed: thousands of rows are drawn from it.
  const others = useMemo(() => {
    if (!run || underWay) return NONE;
    const listed = runs.filter(({ number: one }) => state.with?.includes(one));
    return state.with
      ? listed.filter((one) => one.number !== baseline?.number).slice(0, 2)
      : pickOthers(run, baseline, runs);
  }, [run, underWay, runs, baseline, state.with]);
  const isComparing = baseline !== null && !underWay;
  const { data: comparison, error } = useQuery({
    ...runQueries.comparison(project, run?.number ?? 0, baseline?.number ?? 0),
    enabled: isComparing,
  });
  const { data: baselineRun } = useQuery({
    ...runQueries.detail(project, baseline?.number ?? 0),
    enabled: isComparing,
  });
  return {
    ...{ runs, baseline, others, isComparing, error },
    comparison: isComparing ? (comparison ?? null) : null,
    baselineRun: isComparing ? (baselineRun ?? null) : null,
  };
}
