"use client";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import type { Judge } from "@/lib/judges/contract";
import { useDoubtPolicy } from "@/lib/judges/hooks";
import type { LabelItem } from "@/lib/judges/label-contract";

interface Props {
  project: string;
  judge: Judge;
  item: LabelItem;
  /** What the person has written about the output already. */
  note: string;
  onClose: () => void;
  onSaved: () => void;
}

/** Says what the policy leaves open; the output waits for a clearer one. */
export default function PolicyDoubtDialog({ project, judge, item, note, onClose, onSaved }: Props) {
  const doubt = useDoubtPolicy(project, judge.name, item.id);
  const form = useZodForm({
    draftKey: `policy doubt ${project} ${item.id}`,
    defaultValues: { note },
    schema: async () => (await import("@/lib/judges/doubt-contract")).DoubtPolicy,
    toBody: (values) => values,
    save: doubt.mutateAsync,
    onSaved: () => {
      toast(`Output ${item.number} is kept with policy v${judge.policyVersion}`);
      onSaved();
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      size="sm"
      title="Policy is unclear"
      submitLabel="Save and defer"
      kbd="mod+enter"
    >
      <FormField
        form={form}
        name="note"
        label={`What does policy v${judge.policyVersion} leave open?`}
        hint="Shown with the policy on the judge’s page."
      >
        <Textarea rows={3} autoFocus required />
      </FormField>
    </FormDialog>
  );
}
