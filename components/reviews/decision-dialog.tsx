"use client";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/overlays/toast";
import { formatCountOf } from "@/lib/format-number";
import type { Review } from "@/lib/reviews/contract";
import { useReviewActions } from "@/lib/reviews/hooks";
import { closedGates } from "@/lib/specs/gates/closed-gates";
import { DECISION_VERB, type DecisionKind } from "./review-words";

interface Props {
  project: string;
  review: Review;
  kind: DecisionKind;
  /** What was written beside the decision so far. */
  body: string;
  onClose: () => void;
  onDecided: () => void;
}

/** Asks once more before a decision counts, and where nothing was measured for a reason. */
export default function DecisionDialog(props: Props) {
  const { project, review, kind, onClose, onDecided } = props;
  const { decide } = useReviewActions(project, String(review.number));
  const { version } = review;
  const isApproval = kind === "approval";
  const closed = review.requiresGates ? closedGates(review.gates).length : 0;
  const isUnmeasured =
    isApproval && review.requiresGates && review.gates.every(({ level }) => level !== "must");
  const form = useZodForm({
    draftKey: `decision ${project} ${review.number} ${kind}`,
    defaultValues: { body: props.body, confirmNothingMeasured: "" },
    schema: async () => {
      const contract = await import("@/lib/reviews/decision-contract");
      return isApproval ? contract.Approve : contract.RequestChanges;
    },
    toBody: ({ body, confirmNothingMeasured }) => ({
      version,
      body,
      ...(isApproval ? { evidenceHash: review.evidenceHash } : {}),
      ...(isUnmeasured ? { confirmNothingMeasured: confirmNothingMeasured.trim() } : {}),
    }),
    save: (body) => decide.mutateAsync({ kind, evidenceHash: review.evidenceHash, ...body }),
    onSaved: () => {
      onDecided();
      onClose();
      toast(isApproval ? `You approved v${version}.` : "You requested changes.");
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      alert
      title={isApproval ? `Approve v${version}?` : `Request changes to v${version}?`}
      submitLabel={isUnmeasured ? "Approve without measurement" : DECISION_VERB[kind]}
      kbd="mod+enter"
      buttonSize="sm"
      canSubmit={!isUnmeasured || form.values.confirmNothingMeasured.trim() !== ""}
    >
      <p>
        {isApproval
          ? `The approval covers exactly this content (${review.contentHash.slice(0, 8)}). A newer version or looser criteria need a new approval.${closed > 0 ? ` ${formatCountOf(closed, "closed gate")} still blocking the release.` : ""}`
          : `This review blocks the release until you withdraw the request or approve. ${review.author.name} is notified.`}
      </p>
      {isUnmeasured && (
        <>
          <Notice tone="warn" title="Nothing was measured.">
            {review.prompt} has no must criterion, so no gate says whether v{version} is good enough
            for {review.environment}.
          </Notice>
          <FormField
            form={form}
            name="confirmNothingMeasured"
            label="Why it may go live without a measurement"
          >
            <Textarea rows={2} maxLength={2000} placeholder="What you looked at instead" />
          </FormField>
        </>
      )}
      <FormField form={form} name="body" label="Message" hideLabel>
        <Textarea placeholder="Message" />
      </FormField>
    </FormDialog>
  );
}
