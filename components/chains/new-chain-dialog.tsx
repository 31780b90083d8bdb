"use client";
import { useRouter } from "next/navigation";
import { Input } from "@/components/ui/controls/input";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { useCreateChain } from "@/lib/chains/hooks";
import { promptPath } from "@/lib/prompts/prompt-path";

interface Props {
  project: string;
  onClose: () => void;
}

export default function NewChainDialog({ project, onClose }: Props) {
  const router = useRouter();
  const create = useCreateChain(project);
  const form = useZodForm({
    draftKey: `new chain ${project}`,
    defaultValues: { name: "", description: "" },
    schema: async () => (await import("@/lib/chains/contract")).CreateChain,
    toBody: (values) => ({ ...values, name: values.name.trim() }),
    save: create.mutateAsync,
    fieldOfCode: { conflict: "name" },
    onSaved: (chain) => router.push(`/${project}/${promptPath(chain)}/edit`),
  });
  return (
    <FormDialog form={form} onClose={onClose} title="New chain" submitLabel="Create and edit">
      <FormField
        form={form}
        name="name"
        label="Name"
        hint="Slashes make folders, like support/agent. Chains and prompts share their names."
      >
        <Input mono required autoFocus />
      </FormField>
      <FormField form={form} name="description" label="What is it for?" optional>
        <Input />
      </FormField>
    </FormDialog>
  );
}
