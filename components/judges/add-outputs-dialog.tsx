"use client";
import { Input } from "@/components/ui/controls/input";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { numberOf } from "@/components/ui/forms/typed-number";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import { formatCount, formatCountOf } from "@/lib/format-number";
import { useAddItems } from "@/lib/judges/hooks";

interface Props {
  project: string;
  name: string;
  onClose: () => void;
}

/** Puts outputs of a run into the queue. */
export default function AddOutputsDialog({ project, name, onClose }: Props) {
  const add = useAddItems(project, name);
  const form = useZodForm({
    draftKey: `outputs ${project} ${name}`,
    defaultValues: { run: "", count: "100" },
    schema: async () => (await import("@/lib/judges/label-contract")).AddItems,
    toBody: ({ run, count }) => ({ run: run.trim(), count: numberOf(count) }),
    save: add.mutateAsync,
    onSaved: ({ added, skipped }) => {
      const more = skipped > 0 ? `, ${formatCount(skipped)} were there already` : "";
      toast(`${formatCountOf(added, "output")} added${more}`);
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Add outputs of a run"
      description="Drawn at random: only a random sample tells how often the judge is right."
      submitLabel="Add outputs"
    >
      <FormField
        form={form}
        name="run"
        label="Run"
        hint="Its number; a run over development cases."
      >
        <Input inputMode="numeric" required autoFocus />
      </FormField>
      <FormField form={form} name="count" label="How many">
        <Input type="number" required />
      </FormField>
    </FormDialog>
  );
}
