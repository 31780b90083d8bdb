"use client";
import { Input } from "@/components/ui/controls/input";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import type { TraceFilters } from "@/lib/traces/filter-contract";
import { useSaveTraceView } from "@/lib/traces/hooks";

interface Props {
  project: string;
  filters: TraceFilters;
  onClose: () => void;
}

/** Names a filter for everyone in the project. */
export default function SaveViewDialog({ project, filters, onClose }: Props) {
  const save = useSaveTraceView(project);
  const form = useZodForm({
    draftKey: `trace view ${project}`,
    defaultValues: { name: "" },
    schema: async () => (await import("@/lib/traces/views/view-contract")).SaveTraceView,
    toBody: ({ name }) => ({ name: name.trim(), filters }),
    save: save.mutateAsync,
    onSaved: (_, { name }) => {
      onClose();
      toast(`Saved as ${name}`);
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Save this filter"
      description="Everyone in the project sees it, with how many traces it finds."
      submitLabel="Save"
    >
      <FormField form={form} name="name" label="Name">
        <Input required maxLength={60} placeholder="v6 escalated, Non-English" />
      </FormField>
    </FormDialog>
  );
}
