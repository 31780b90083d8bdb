import type { ReviewSheet, TraceVerdict } from "@/lib/trace-reviews/contract";
import type { Outcome } from "@/lib/traces/span";
import { draftOfExpected, type ExpectedDraft } from "./expected-draft";

/** What the person is about to say of one trace. */
export interface ReviewDraft {
  verdict: TraceVerdict | null;
  categoryId: string | null;
  expected: ExpectedDraft;
  note: string;
  /** "": the outcome stays what the application said. */
  outcome: Outcome | "";
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
