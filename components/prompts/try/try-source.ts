"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import type { VisibleCase } from "@/lib/eval-sets/eval-case";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import type { Prompt } from "@/lib/prompts/contract";

export type TryMode = "case" | "text";

/** Where a try's values come from: a development case of an eval set, or what is typed. */
export function useTrySource(project: string, prompt: Prompt, enabled: boolean) {
  const { data: sets, isPending } = useQuery({ ...evalSetQueries.list(project), enabled });
  // A result of a run leads here with its case.
  const search = useSearchParams();
  const [chosenSet, setChosenSet] = useState<string | null>(
    search.get("evalSet") ?? prompt.lastEval?.evalSet ?? null,
  );
  const evalSet = sets?.data.some(({ name }) => name === chosenSet) ? chosenSet : null;
  const [caseId, setCaseId] = useState<string | null>(search.get("case"));
  const [chosenMode, setMode] = useState<TryMode>(chosenSet ? "case" : "text");
  const listed = useInfiniteQuery({
    ...evalSetQueries.cases(project, evalSet ?? "", { split: "development" }),
    enabled: enabled && evalSet !== null,
  });
  const cases = visibleCases(listed.data?.pages ?? []);
  const [choice, setFound] = useState<VisibleCase | null>(null);
  const chosen = [...(choice ? [choice] : []), ...cases].find((each) => each.caseId === caseId);
  const isFar = caseId !== null && chosen === undefined && !listed.isLoading;
  const { data: far } = useQuery({
    ...evalSetQueries.case(project, evalSet ?? "", caseId ?? ""),
    enabled: enabled && evalSet !== null && isFar,
  });
  const [farCase] = far ? visibleCases([{ data: [far] }]) : [];
  const evalCase = chosen ?? (isFar ? farCase : undefined) ?? cases[0] ?? null;
  return {
    sets: sets?.data ?? [],
    evalSet,
    cases,
    case: evalCase,
    mode: chosenMode,
    isLoading: isPending || listed.isLoading,
    setMode,
    chooseSet(name: string | null) {
      setChosenSet(name);
      setCaseId(null);
      setFound(null);
    },
    chooseCase(next: VisibleCase) {
      setFound(next);
      setCaseId(next.caseId);
      setMode("case");
    },
    step(by: 1 | -1) {
      const at = cases.findIndex((each) => each.caseId === evalCase?.caseId);
      const next = cases[at + by];
      if (next) setCaseId(next.caseId);
      if (at + by >= cases.length - 2 && listed.hasNextPage) void listed.fetchNextPage();
    },
  };
}

export type TrySource = ReturnType<typeof useTrySource>;

interface Page {
  data: readonly ({ withheld: true } | VisibleCase)[];
}

/** Holdout cases are never offered, not even to those who may see them: trying on them spoils them. */
export function visibleCases(pages: readonly Page[]): VisibleCase[] {
  return pages.flatMap(({ data }) =>
    data.flatMap((each) => (each.withheld || each.split === "holdout" ? [] : [each])),
  );
}
