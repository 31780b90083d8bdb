"use client";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Input } from "@/components/ui/controls/input";
import { Link } from "@/components/ui/controls/link";
import { Form } from "@/components/ui/forms/form";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { useCreateProject } from "@/lib/projects/hooks";
import { slugOf } from "./slug-of";

export function NewProjectForm() {
  const create = useCreateProject();
  const form = useZodForm({
    draftKey: "new project",
    defaultValues: { name: "", slug: "" },
    schema: async () => (await import("@/lib/projects/contract")).CreateProject,
    toBody: (values) => values,
    save: create.mutateAsync,
    fieldOfCode: { conflict: "slug" },
    onSaved: ({ slug }) => location.assign(`/${slug}/prompts`),
  });
  const { name, slug } = form.values;

  return (
    <Form form={form} className="grid gap-3.5">
      <FormField form={form} name="name" label="Name">
        <Input
          required
          autoFocus
          maxLength={80}
          onChange={({ target }) => {
            // Until it is written by hand, the address follows the name.
            if (slug === slugOf(name)) form.change({ slug: slugOf(target.value) });
          }}
        />
      </FormField>
      <FormField
        form={form}
        name="slug"
        label="Address"
        hint={`Used in page addresses and the API; it cannot be changed later: /${slug || "…"}`}
      >
        <Input mono required maxLength={48} />
      </FormField>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={form.isSaving || form.isSaved}>
          Create project
        </Button>
        <Link href="/" className={buttonClass()} onClick={form.discard}>
          Cancel
        </Link>
      </div>
    </Form>
  );
}
