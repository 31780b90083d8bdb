"use client";
import { useState } from "react";
import { toast } from "@/components/ui/overlays/toast";
import type { CaseChange, VisibleCase } from "@/lib/eval-sets/eval-case";
import { useAddCase, useUpdateCase } from "@/lib/eval-sets/hooks";
import { type CaseDraft, readDraft } from "./case-draft";

/** Saves a draft as a new case or as a new state of `base`, which must still be the current one. */
export function useSaveCase(
  project: string,
  name: string,
  draft: CaseDraft,
  base: VisibleCase | null,
  onSaved: (change: CaseChange) => void,
) {
  const add = useAddCase(project, name);
  const edit = useUpdateCase(project, name);
  const [wrong, setWrong] = useState<string | null>(null);
  const done = (change: CaseChange) => {
    toast(`Saved as revision ${change.revision}`);
    onSaved(change);
  };
  function save() {
    const read = readDraft(draft);
    if ("problem" in read) return setWrong(read.problem);
    setWrong(null);
    if (base) {
      edit.mutate({ caseId: base.caseId, since: base.since, ...read }, { onSuccess: done });
    } else {
      const caseId = draft.caseId.trim();
      add.mutate({ ...read, ...(caseId ? { caseId } : {}) }, { onSuccess: done });
    }
  }
  const error = add.error ?? edit.error;
  return {
    save,
    isSaving: add.isPending || edit.isPending,
    problem: wrong ?? (error ? error.message : null),
  };
}
