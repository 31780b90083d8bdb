import { LEAST_GROUP } from "@/lib/eval-sets/least-group";
import { publicCases, type VisibleCases } from "@/lib/eval-sets/visible-cases";
import type { RunRow } from "@/lib/runs/find-run";

/** Above this share of errors the rest is no fair sample of the cases. */
export const MAX_ERROR_SHARE = 0.05;

type RunFacts = Pick<
  RunRow,
  "split" | "status" | "total" | "done" | "errored" | "repeats" | "isTellable" | "recorded"
>;

/**
 * Why no figure of a run is shown; null: figures are shown. A holdout run's figures appear once, when every
 * answer is there, and never change again: two states of them could be subtracted.
 */
export function whyWithheld(visible: VisibleCases, run: RunFacts): string | null {
  if (visible.shows(run)) return null;
  // Whoever chooses the outputs could choose them so that the figures tell what each case expects.
  if (run.recorded) return "Recorded outputs of holdout cases are shown to admins only.";
  if (run.status === "queued" || run.status === "running") {
    return "Figures of a holdout run appear when it has completed.";
  }
  if (run.status !== "completed" || run.done < run.total) {
    return "This holdout run did not complete, so its figures are withheld.";
  }
  if (run.errored > run.total * MAX_ERROR_SHARE) {
    return "More than 5 % of the answers are errors. Retry them; figures appear when fewer are left.";
  }
  if (!(run.isTellable ?? run.total / run.repeats >= LEAST_GROUP)) {
    return `Figures of a holdout appear from ${LEAST_GROUP} cases on that nobody below admin wrote alone.`;
  }
  return null;
}

/** Whether everybody has seen the figures of this holdout run. */
export const isPublished = (run: RunFacts): boolean =>
  run.split === "holdout" && whyWithheld(publicCases, run) === null;
