"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  draftOfExpected,
  type ExpectedDraft,
  expectedOfDraft,
} from "@/components/trace-reviews/expected-draft";
import { shortId } from "@/components/traces/trace-words";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import type { CasePreview } from "@/lib/trace-reviews/cases/case-contract";
import { useMakeCase } from "@/lib/trace-reviews/hooks";
import { traceReviewQueries } from "@/lib/trace-reviews/queries";

const NO_CHOICES: CasePreview["expectedChoices"] = [{ field: null, values: [] }];

const EMPTY = {
  split: "development" as "development" | "holdout",
  input: {} as Record<string, string>,
  /** null: as the review says. */
  expected: null as ExpectedDraft | null,
};

interface MakeCaseOptions {
  project: string;
  traceId: string;
  onClose: () => void;
}

/** The case as the trace and the chosen set propose it, with what the person fills in. */
export function useMakeCaseForm({ project, traceId, onClose }: MakeCaseOptions) {
  const [evalSet, setEvalSet] = useState<string | undefined>();
  const { data: preview, error } = useQuery(
    traceReviewQueries.casePreview(project, traceId, evalSet),
  );
  const make = useMakeCase(project);
  const choices = preview?.expectedChoices.length ? preview.expectedChoices : NO_CHOICES;
  const expectedShown = (draft: ExpectedDraft | null) =>
    draft ?? draftOfExpected(preview?.expected ?? null);
  const form = useZodForm({
    draftKey: `case ${project} ${traceId}`,
    defaultValues: EMPTY,
    schema: async () => (await import("@/lib/trace-reviews/cases/case-contract")).MakeCase,
    toBody: ({ split, input, expected: draft }) => {
      if (!preview) return null;
      const filledInput = Object.fromEntries(
        Object.entries(input).filter(([, text]) => text.trim()),
      );
      const expected = expectedOfDraft(expectedShown(draft), choices);
      return {
        evalSet: preview.evalSet,
        split,
        ...(expected === null ? {} : { expected }),
        ...(Object.keys(filledInput).length > 0 ? { input: filledInput } : {}),
      };
    },
    save: (body) => make.mutateAsync({ id: traceId, body }),
    onSaved: ({ caseId, evalSet: set }) => {
      onClose();
      toast(`${shortId(traceId)} is the case ${caseId ?? "in holdout"} of ${set}`);
    },
  });
  const { input } = form.values;
  const isReady =
    preview !== undefined &&
    preview.madeCase === null &&
    preview.missing.every((name) => input[name]?.trim());
  return {
    ...{ form, preview, error, choices, expectedShown, isReady },
    /** Another set asks for other variables. */
    chooseSet(name: string) {
      setEvalSet(name);
      form.change({ input: {} });
    },
  };
}
