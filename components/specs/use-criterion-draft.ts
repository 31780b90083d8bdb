"use client";
import { useState } from "react";
import type { Spec } from "@/lib/specs/contract";
import type { Criterion } from "@/lib/specs/criterion-contract";
import { type CriterionDraft, draftOf, newDraft } from "./criterion-draft";

interface DraftOptions {
  /** For the first criterion of all. */
  firstSet: string | undefined;
  onBegin: () => void;
}

/** The one criterion that is being written or changed. */
export function useCriterionDraft(spec: Spec, { firstSet, onBegin }: DraftOptions) {
  const [draft, setDraft] = useState<CriterionDraft | null>(null);
  const show = (next: CriterionDraft) => {
    onBegin();
    setDraft(next);
  };
  return {
    draft,
    /** A new one, in the set of the last. */
    begin(serves: string[] = [], set?: string) {
      const evalSet = set ?? spec.criteria.at(-1)?.evalSet ?? firstSet ?? "";
      show(newDraft({ serves, evalSet, statement: serves[0] ?? "" }));
    },
    edit: (criterion: Criterion) => show(draftOf(criterion)),
    close: () => setDraft(null),
  };
}
