"use client";
import { useEffect, useState } from "react";
import { shortId } from "@/components/traces/trace-words";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { ApiError } from "@/lib/http/api-client";
import type { CasePreview } from "@/lib/trace-reviews/cases/case-contract";
import type { ReviewSheet } from "@/lib/trace-reviews/contract";
import { useMakeCase, useSaveReview } from "@/lib/trace-reviews/hooks";
import type { TraceDetail } from "@/lib/traces/contract";
import { expectedOfDraft } from "./expected-draft";
import { type ReviewDraft, startDraft, whatIsUnsaid } from "./review-draft";

interface Options {
  project: string;
  trace: TraceDetail;
  sheet: ReviewSheet;
  onSaved: () => void;
}

/** What is about to be said of one trace, and saving it: the verdict first, then the case. */
export function useReviewDraft({ project, trace, sheet, onSaved }: Options) {
  const [draft, setDraft] = useState(() => startDraft(sheet));
  const [problem, setProblem] = useState<string | null>(null);
  // The verdict is saved against the one that was seen; one's own save must not look like somebody else's.
  const [since, setSince] = useState(sheet.review?.reviewedAt ?? null);
  const review = useSaveReview(project);
  const make = useMakeCase(project);
  const reviewedAt = sheet.review?.reviewedAt ?? null;
  useEffect(() => setSince(reviewedAt), [reviewedAt]);
  const change = (next: Partial<ReviewDraft>) => {
    setProblem(null);
    setDraft((now) => ({ ...now, ...next }));
  };

  async function save(choices: CasePreview["expectedChoices"], preview: CasePreview | undefined) {
    if (review.isPending || make.isPending) return;
    const { verdict, categoryId, note, outcome, makesCase } = draft;
    const unsaid = whatIsUnsaid(draft);
    if (unsaid || verdict === null) return setProblem(unsaid);
    const missing = (preview?.missing ?? []).filter((name) => !draft.input[name]?.trim());
    if (makesCase && missing.length > 0) {
      return setProblem(
        `The case needs ${missing.join(", ")}. Write it, or press t to leave the case out.`,
      );
    }
    if (makesCase && !preview) {
      return setProblem(
        "What the case would be could not be read. Press t to leave it out, or try again.",
      );
    }
    const expected = expectedOfDraft(draft.expected, choices);
    try {
      const saved = await review.mutateAsync({
        id: trace.id,
        body: {
          verdict,
          category: categoryId,
          note,
          expected,
          since,
          ...(outcome ? { outcome } : {}),
        },
      });
      setSince(saved.reviewedAt);
      if (makesCase && preview && !preview.madeCase) await makeCase(preview, expected);
      onSaved();
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : "It could not be saved. Try again.");
    }
  }

  /** A duplicate is no reason to stay: the set has what it needs. */
  async function makeCase({ evalSet }: CasePreview, expected: ReturnType<typeof expectedOfDraft>) {
    const input = Object.fromEntries(Object.entries(draft.input).filter(([, text]) => text.trim()));
    try {
      const newCase = await make.mutateAsync({
        id: trace.id,
        body: {
          evalSet,
          split: draft.split,
          ...(expected === null ? {} : { expected }),
          ...(Object.keys(input).length > 0 ? { input } : {}),
        },
      });
      toast(`${shortId(trace.id)} is the case ${newCase.caseId ?? "in holdout"} of ${evalSet}`);
    } catch (error) {
      if (!(error instanceof ApiError) || error.problem.status !== 409) throw error;
      toastError(error.message);
    }
  }

  return { draft, change, save, isSaving: review.isPending || make.isPending, problem };
}
