import type { ReviewSheet, TraceVerdict } from "@/lib/trace-reviews/contract";
import type { RequestOutcome } from "@/lib/traces/span";
import { draftOfExpected, type ExpectedDraft } from "./expected-draft";

/** What the person is about to say of one trace. */
export interface ReviewDraft {
  verdict: TraceVerdict | null;
  categoryId: string | null;
  expected: ExpectedDraft;
  note: string;
  /** "": the outcome stays what the application said. */
  outcome: RequestOutcome | "";
  makesCase: boolean;
  evalSet: string | null;
  split: "development" | "holdout";
  /** Variables of the case that the trace has nothing for, or that are masked. */
  input: Record<string, string>;
}

export function startDraft({ review }: ReviewSheet): ReviewDraft {
  return {
    verdict: review?.verdict ?? null,
    categoryId: review?.category?.id ?? null,
    expected: draftOfExpected(review?.expected ?? null),
    note: review?.note ?? "",
    outcome: "",
    makesCase: false,
    evalSet: null,
    split: "development",
    input: {},
  };
}

/** What has to be said before it can be saved. The week groups failures by category, so each has one. */
export function whatIsUnsaid({
  verdict,
  categoryId,
}: Pick<ReviewDraft, "verdict" | "categoryId">): string | null {
  if (verdict === null) return "Give a verdict first: o, f, u or s.";
  if (verdict === "failure" && categoryId === null)
    return "Give the failure a category: 1 to 5, or n for a new one. Not sure that it failed? Press u.";
  return null;
}
