"use client";
import { useRouter } from "next/navigation";
import { Input } from "@/components/ui/controls/input";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { useCreateEvalSet } from "@/lib/eval-sets/hooks";

interface Props {
  project: string;
  onClose: () => void;
}

export default function NewEvalSetDialog({ project, onClose }: Props) {
  const router = useRouter();
  const create = useCreateEvalSet(project);
  const form = useZodForm({
    draftKey: `new eval set ${project}`,
    defaultValues: { name: "", description: "" },
    schema: async () => (await import("@/lib/eval-sets/contract")).CreateEvalSet,
    toBody: (values) => ({ ...values, name: values.name.trim() }),
    save: create.mutateAsync,
    onSaved: ({ name }) => router.push(`/${project}/eval-sets/${encodeURIComponent(name)}`),
  });

  return (
    <FormDialog form={form} onClose={onClose} title="New eval set" submitLabel="Create eval set">
      <FormField
        form={form}
        name="name"
        label="Name"
        hint="Letters, digits and hyphens, like triage-main."
      >
        <Input mono required autoFocus />
      </FormField>
      <FormField form={form} name="description" label="What does it measure?" optional>
        <Input />
      </FormField>
    </FormDialog>
  );
}
