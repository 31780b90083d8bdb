"use client";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import { Form } from "@/components/ui/forms/form";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import type { FailureCategory } from "@/lib/failure-categories/contract";
import { useCreateCategory } from "@/lib/failure-categories/hooks";

export interface NewCategoryProps {
  project: string;
  submitLabel: string;
  onClose: () => void;
  onCreated: (category: FailureCategory) => void;
}

/** Names a new failure category where results or traces are sorted. */
export default function NewCategoryFields({
  project,
  submitLabel,
  onClose,
  onCreated,
}: NewCategoryProps) {
  const create = useCreateCategory(project);
  const form = useZodForm({
    draftKey: `new category ${project}`,
    defaultValues: { name: "" },
    schema: async () => (await import("@/lib/failure-categories/contract")).CreateCategory,
    toBody: ({ name }) => ({ name: name.trim() }),
    save: create.mutateAsync,
    fieldOfCode: { conflict: "name" },
    onSaved: (category) => {
      onClose();
      onCreated(category);
    },
  });
  return (
    <Form form={form} className="flex flex-wrap gap-2">
      <FormField
        form={form}
        name="name"
        label="Name of the new failure category"
        hideLabel
        className="min-w-0 flex-1"
      >
        <Input
          size="sm"
          placeholder="billing read as refund"
          autoFocus
          required
          maxLength={60}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            onClose();
          }}
        />
      </FormField>
      <Button size="sm" type="submit" busy={form.isSaving}>
        {submitLabel}
      </Button>
    </Form>
  );
}
