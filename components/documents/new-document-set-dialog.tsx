"use client";
import { useRouter } from "next/navigation";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { useCreateDocumentSet } from "@/lib/documents/hooks";
import type { Language } from "@/lib/documents/languages";
import { LANGUAGE_HINT } from "./document-words";
import { LanguageOptions } from "./language-options";

interface Props {
  project: string;
  onClose: () => void;
}

export default function NewDocumentSetDialog({ project, onClose }: Props) {
  const router = useRouter();
  const create = useCreateDocumentSet(project);
  const form = useZodForm({
    draftKey: `new document set ${project}`,
    defaultValues: { name: "", description: "", language: "english" },
    schema: async () => (await import("@/lib/documents/contract")).CreateDocumentSet,
    toBody: ({ name, description, language }) => ({
      ...{ name: name.trim(), description, language: language as Language },
    }),
    save: create.mutateAsync,
    onSaved: ({ name }) => router.push(`/${project}/document-sets/${encodeURIComponent(name)}`),
  });

  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="New document set"
      submitLabel="Create document set"
    >
      <FormField
        form={form}
        name="name"
        label="Name"
        hint="Letters, digits and hyphens, like support-policies."
      >
        <Input mono required autoFocus />
      </FormField>
      <FormField form={form} name="language" label="Language" hint={LANGUAGE_HINT}>
        <Select>
          <LanguageOptions />
        </Select>
      </FormField>
      <FormField form={form} name="description" label="What is in it?" optional>
        <Input />
      </FormField>
    </FormDialog>
  );
}
