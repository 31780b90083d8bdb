"use client";
import { LooseningNotice } from "@/components/specs/loosening-notice";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { useUnsealHoldout } from "@/lib/eval-sets/hooks";
import { formatCountOf } from "@/lib/format-number";

interface Props {
  project: string;
  set: EvalSetDetail;
  onClose: () => void;
}

/** Opens the whole holdout for good, for a reason that stays on record. */
export function UnsealDialog({ project, set, onClose }: Props) {
  const unseal = useUnsealHoldout(project, set.name);
  const cases = formatCountOf(set.counts.holdout, "case");
  const form = useZodForm({
    draftKey: `unseal ${project} ${set.name}`,
    defaultValues: { reason: "" },
    schema: async () => (await import("@/lib/eval-sets/contract")).UnsealHoldout,
    toBody: (values) => values,
    save: unseal.mutateAsync,
    onSaved: () => {
      toast(`${cases} moved to development`);
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      alert
      tone="danger"
      title="Unseal the holdout?"
      submitLabel={`Unseal ${cases}`}
    >
      <p className="mb-3 text-13">
        Everybody in the project can read the {cases} from then on. Criteria on the holdout are not
        measured until you seal new cases, and these cannot be sealed again.
      </p>
      <LooseningNotice
        project={project}
        change={{ evalSet: set.name, body: { isUnsealed: true } }}
      />
      <FormField form={form} name="reason" label="Why?" hint="Shown with the set and in the log.">
        <Textarea rows={3} autoFocus required />
      </FormField>
    </FormDialog>
  );
}
