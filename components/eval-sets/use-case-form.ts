"use client";
import { useEffect, useState } from "react";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import type { VisibleCase } from "@/lib/eval-sets/eval-case";
import { useAddCase, useUpdateCase } from "@/lib/eval-sets/hooks";
import { draftOf, emptyDraft, readDraft } from "./case-draft";

interface CaseFormOptions {
  project: string;
  set: EvalSetDetail;
  /** null: a case that is not saved yet. */
  stored: VisibleCase | null;
  onShow: (caseId: string) => void;
  onClose: () => void;
}

export type CaseFormState = ReturnType<typeof useCaseForm>["form"];

/** A case's form: saves a new case, or a new state of the one that it began with, which must still be current. */
export function useCaseForm({ project, set, stored, onShow, onClose }: CaseFormOptions) {
  const add = useAddCase(project, set.name);
  const update = useUpdateCase(project, set.name);
  const [start] = useState(() => (stored ? draftOf(stored) : emptyDraft(set)));
  const [base, setBase] = useState(stored);
  const form = useZodForm({
    // Text that was written for another state of the case is not put over this one.
    draftKey: `case ${project} ${set.name} ${stored ? `${stored.caseId} ${stored.since}` : "new"}`,
    defaultValues: start,
    check: (draft) => {
      const read = readDraft(draft);
      return "problem" in read ? [{ path: "", message: read.problem }] : [];
    },
    schema: async () => {
      const contract = await import("@/lib/eval-sets/eval-case");
      return base ? contract.UpdateCase : contract.AddCase;
    },
    toBody: (draft) => {
      const read = readDraft(draft);
      if ("problem" in read) return null;
      const caseId = draft.caseId.trim();
      return base ? { since: base.since, ...read } : { ...read, ...(caseId ? { caseId } : {}) };
    },
    save: (body) =>
      "since" in body
        ? update.mutateAsync({ ...body, caseId: base?.caseId ?? "" })
        : add.mutateAsync(body),
    onSaved: (change) => {
      toast(`Saved as revision ${change.revision}`);
      if (change.case.withheld) return onClose();
      adopt(change.case);
      onShow(change.case.caseId);
    },
  });

  function adopt(state: VisibleCase) {
    setBase(state);
    form.startOver(draftOf(state));
  }

  // Somebody else's state replaces an untouched form at once and a touched one only when asked.
  const isOvertaken = stored !== null && base !== null && stored.since > base.since;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another state arrives
  useEffect(() => {
    if (isOvertaken && !form.isDirty) adopt(stored);
  }, [isOvertaken, form.isDirty]);

  return {
    form,
    isOvertaken: isOvertaken && form.isDirty,
    showTheirs: () => stored && adopt(stored),
  };
}
