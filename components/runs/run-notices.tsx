import { FormError } from "@/components/ui/controls/form-error";
import { Notice } from "@/components/ui/notice";
import { formatCount, formatCountOf, formatInterval, formatRate } from "@/lib/format-number";
import type { Comparison } from "@/lib/runs/compare/comparison-contract";
import type { Run } from "@/lib/runs/contract";
import { isUnderWay } from "@/lib/runs/queries";

interface Props {
  run: Run;
  comparison: Comparison | null;
  hidesCases: boolean;
  error: Error | null;
}

/** Conditions of the whole page: why it ended, what not to conclude, what is withheld. */
export function RunNotices({ run, comparison, hidesCases, error }: Props) {
  const warnings = comparison?.warnings ?? [];
  const notices = [
    run.unsealedIn !== undefined && (
      <Notice key="unsealed" tone="warn" title="This holdout was unsealed since.">
        Its cases have been development cases since revision {run.unsealedIn} of {run.evalSet}.
      </Notice>
    ),
    run.split === "holdout" && run.unsealedIn === undefined && hidesCases && (
      <Notice key="holdout" tone="holdout" title="A holdout run.">
        Only figures over at least 5 cases are shown, once, when the run has completed. Its cases
        stay hidden from prompt authors, so that the holdout stays unbiased. This look was counted
        {run.promptLooks !== undefined &&
          `: ${run.promptLooks} of ${run.looksPerPrompt} for this prompt`}
        {run.holdoutBudget != null && `, ${run.holdoutLooks} of ${run.holdoutBudget} in all`}.
      </Notice>
    ),
    run.withheld && !isUnderWay(run) && (
      <Notice key="withheld" tone="holdout" title="Figures are withheld.">
        {run.withheld}
      </Notice>
    ),
    run.split === "holdout" && run.unsealedIn === undefined && !hidesCases && (
      <Notice key="holdout-admin" tone="holdout" title="Holdout cases, shown to admins only.">
        Keep them out of prompts: a case you optimise for no longer measures anything.
      </Notice>
    ),
    run.recorded && (
      <Notice key="recorded" title="Recorded outputs.">
        {run.createdBy.name} imported them; Galley called no model. They can be compared and open no
        gates.
        {run.otherInputs
          ? ` ${formatCountOf(run.otherInputs, "output was", "outputs were")} made from ${run.otherInputs === 1 ? "another input than its case has" : "other inputs than their cases have"}: flagged, and in no comparison.`
          : ""}
        {run.humanAgreement &&
          ` Outcomes agree with ${formatCount(Math.round(run.humanAgreement.value * run.humanAgreement.n))} of ${formatCountOf(run.humanAgreement.n, "human label")}, ${formatRate(run.humanAgreement.value)} (${formatInterval(run.humanAgreement.low, run.humanAgreement.high)}).`}
      </Notice>
    ),
    run.statusReason && (
      <Notice key="reason" tone={run.status === "failed" ? "fail" : "warn"} title={endTitle(run)}>
        {run.statusReason}
      </Notice>
    ),
    !isUnderWay(run) && run.inconclusive && (
      <Notice key="inconclusive" tone="warn" title="Inconclusive.">
        {run.inconclusive}
      </Notice>
    ),
    warnings.length > 0 && (
      <Notice key="warnings" tone="warn" title="Compare with care.">
        {warnings.length === 1 ? (
          warnings[0]?.message
        ) : (
          <ul className="list-disc pl-5">
            {warnings.map(({ code, message }) => (
              <li key={code}>{message}</li>
            ))}
          </ul>
        )}
      </Notice>
    ),
    error && (
      <FormError key="error" error={error}>
        The comparison could not be read. {error.message}
      </FormError>
    ),
  ].filter(Boolean);
  if (notices.length === 0) return null;
  return <div className="mb-4 grid gap-2">{notices}</div>;
}

function endTitle({ status }: Run): string {
  if (status === "failed") return "The run failed.";
  if (status === "cancelled") return "The run was stopped.";
  return "Note.";
}
