"use client";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { useDismissSpecialCases } from "@/lib/specs/hooks";

interface Props {
  project: string;
  name: string;
  version: number;
  onClose: () => void;
}

/** Says that the rules are meant, with or without a reason. */
export default function DismissSpecialCasesDialog({ project, name, version, onClose }: Props) {
  const dismiss = useDismissSpecialCases(project, name, version);
  const form = useZodForm({
    draftKey: `dismiss special cases ${project} ${name} ${version}`,
    defaultValues: { reason: "" },
    schema: async () =>
      (await import("@/lib/specs/special-cases/special-case-contract")).DismissSpecialCases,
    toBody: (values) => values,
    save: dismiss.mutateAsync,
    onSaved: onClose,
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      size="sm"
      title={`Dismiss the hint about v${version}`}
      submitLabel="Dismiss"
    >
      <FormField form={form} name="reason" label="Why are these rules meant?" optional>
        <Textarea rows={3} autoFocus />
      </FormField>
    </FormDialog>
  );
}
