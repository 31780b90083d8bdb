"use client";
import { OUTCOME_LABEL } from "@/components/traces/trace-words";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import { useGiveFeedback } from "@/lib/traces/hooks";
import type { RequestOutcome } from "@/lib/traces/span";

interface Props {
  project: string;
  traceId: string;
  outcome: RequestOutcome | null;
  onClose: () => void;
}

const EMPTY = { outcome: "" as RequestOutcome | "", score: "", comment: "" };

/** Says how a request ended, later than the application could. */
export default function FeedbackDialog({ project, traceId, outcome: present, onClose }: Props) {
  const give = useGiveFeedback(project, traceId);
  const form = useZodForm({
    draftKey: `feedback ${project} ${traceId}`,
    defaultValues: EMPTY,
    schema: async () => (await import("@/lib/traces/contract")).FeedbackInput,
    toBody: ({ outcome, score, comment }) => ({
      ...(outcome ? { outcome } : {}),
      ...(score === "" ? {} : { score: Number(score) }),
      ...(comment.trim() ? { comment: comment.trim() } : {}),
    }),
    save: give.mutateAsync,
    onSaved: () => {
      onClose();
      toast("Feedback was added");
    },
  });
  const { outcome, score, comment } = form.values;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Feedback"
      description="Feedback stays on the trace with your name. A new outcome counts in the metrics of the hour when the request began."
      submitLabel="Add feedback"
      canSubmit={outcome !== "" || score !== "" || comment.trim() !== ""}
    >
      <FormField
        form={form}
        name="outcome"
        label="Outcome"
        hint={`Now: ${present ? OUTCOME_LABEL[present] : "not reported"}.`}
        optional
      >
        <Select>
          <option value="">keep as is</option>
          {(Object.keys(OUTCOME_LABEL) as RequestOutcome[]).map((one) => (
            <option key={one} value={one}>
              {OUTCOME_LABEL[one]}
            </option>
          ))}
        </Select>
      </FormField>
      <FormField
        form={form}
        name="score"
        label="Score"
        hint="Any number, on the scale that your project uses."
        optional
      >
        <Input type="number" step="any" />
      </FormField>
      <FormField form={form} name="comment" label="Comment" optional>
        <Textarea maxLength={4_000} rows={4} />
      </FormField>
    </FormDialog>
  );
}
