"use client";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import { RadioGroup } from "@/components/ui/controls/radio-group";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import type { CreatePrompt } from "@/lib/prompts/contract";
import { useCreatePrompt } from "@/lib/prompts/hooks";

interface Props {
  project: string;
  onClose: () => void;
}

export default function NewPromptDialog({ project, onClose }: Props) {
  const router = useRouter();
  const create = useCreatePrompt(project);
  const next = useRef<"spec" | "edit">("spec");
  const form = useZodForm({
    draftKey: `new prompt ${project}`,
    defaultValues: { name: "", kind: "chat" as CreatePrompt["kind"], description: "" },
    schema: async () => (await import("@/lib/prompts/contract")).CreatePrompt,
    toBody: (values) => ({ ...values, name: values.name.trim() }),
    save: create.mutateAsync,
    fieldOfCode: { conflict: "name" },
    onSaved: ({ name }) =>
      router.push(`/${project}/prompts/${encodeURIComponent(name)}/${next.current}`),
  });
  const createAndOpen = (page: "spec" | "edit") => {
    next.current = page;
    form.submit();
  };

  return (
    <FormDialog
      form={{ ...form, submit: () => createAndOpen("spec") }}
      onClose={onClose}
      title="New prompt"
      submitLabel="Write the spec first"
      actions={
        <Button
          disabled={!form.values.name.trim() || form.isSaving}
          onClick={() => createAndOpen("edit")}
        >
          Start with the text
        </Button>
      }
    >
      <FormField
        form={form}
        name="name"
        label="Name"
        hint="Slashes make folders, like support/triage."
      >
        <Input mono required autoFocus />
      </FormField>
      <FormControl form={form} name="kind">
        {({ value, onChange }) => (
          <RadioGroup
            label="Kind"
            value={value}
            onValueChange={onChange}
            options={[
              { value: "chat", label: "Chat", hint: "messages with roles" },
              { value: "text", label: "Text", hint: "one text" },
            ]}
          />
        )}
      </FormControl>
      <FormField form={form} name="description" label="What is it for?" optional>
        <Input />
      </FormField>
      <p className="text-12 text-text-2">
        The spec says what the prompt must and must not do. Every version is measured by it. One
        requirement and one criterion are enough to start.
      </p>
    </FormDialog>
  );
}
