"use client";
import { Input } from "@/components/ui/controls/input";
import { Form } from "@/components/ui/forms/form";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import type { Run } from "@/lib/runs/contract";
import { useUpdateRun } from "@/lib/runs/hooks";

interface Props {
  project: string;
  run: Run;
  onDone: () => void;
}

/** Enter keeps the title, Escape does not. */
export function RunTitleField({ project, run, onDone }: Props) {
  const update = useUpdateRun(project, run.number);
  const form = useZodForm({
    defaultValues: { title: run.title },
    schema: async () => (await import("@/lib/runs/change-contract")).UpdateRun,
    toBody: ({ title }) => ({ title: title.trim() }),
    save: async (body) => {
      if (body.title !== run.title) await update.mutateAsync(body);
    },
    onSaved: onDone,
  });
  return (
    <Form form={form} className="inline-flex flex-wrap">
      <FormField form={form} name="title" label="Title of the run" hideLabel>
        <Input
          size="sm"
          className="w-72"
          placeholder="What is this run about?"
          maxLength={120}
          autoFocus
          onKeyDown={(event) => {
            if (event.key === "Escape") onDone();
          }}
          onBlur={form.submit}
        />
      </FormField>
    </Form>
  );
}
