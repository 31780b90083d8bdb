"use client";
import { Input } from "@/components/ui/controls/input";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import type { Review } from "@/lib/reviews/contract";
import { useReviewActions } from "@/lib/reviews/hooks";
import type { Gate } from "@/lib/specs/gates/gate-contract";

interface Props {
  project: string;
  review: Review;
  gate: Gate;
  onClose: () => void;
}

/** Accepts the risk of a gate that holds up the release, with a reason. */
export default function WaiveDialog({ project, review, gate, onClose }: Props) {
  const { waive } = useReviewActions(project, String(review.number));
  const form = useZodForm({
    draftKey: `waive ${project} ${review.number} ${gate.criterion}`,
    defaultValues: { reason: "", expiresAt: "" },
    schema: async () => (await import("@/lib/reviews/waivers/waiver-contract")).WaiveGate,
    toBody: ({ reason, expiresAt: day }) => ({
      criterion: gate.criterion,
      reason: reason.trim(),
      ...(day ? { expiresAt: endOfDay(day) } : {}),
    }),
    save: waive.mutateAsync,
    onSaved: () => {
      toast("The risk is accepted; the gate keeps its verdict.");
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      alert
      title="Accept the risk of this gate?"
      submitLabel="Accept the risk"
      kbd="mod+enter"
      buttonSize="sm"
      canSubmit={form.values.reason.trim() !== ""}
    >
      <p>
        “{gate.statement}” no longer holds up a release of v{review.version} to {review.environment}
        . Your name and the reason stay in the review, the release note and the audit log. A newer
        version needs a new waiver.
      </p>
      <FormField form={form} name="reason" label="Reason">
        <Textarea
          rows={3}
          maxLength={2000}
          placeholder="Why the risk is acceptable, and what limits it"
        />
      </FormField>
      <FormField
        form={form}
        name="expiresAt"
        label="Until"
        hint="Leave empty for as long as this version is under review"
      >
        <Input type="date" />
      </FormField>
    </FormDialog>
  );
}

/** The last moment of a day where the reader is. */
const endOfDay = (day: string): string => new Date(`${day}T23:59:59`).toISOString();
