"use client";
import { Input } from "@/components/ui/controls/input";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { optionalNumberOf } from "@/components/ui/forms/typed-number";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import type { Experiment } from "@/lib/experiments/contract";
import { useUpdateExperiment } from "@/lib/experiments/hooks";
import { formatUsd } from "@/lib/format-number";

interface Props {
  project: string;
  experiment: Experiment;
  onClose: () => void;
}

/** Another cap for an experiment that has used up its own; what is missing can then be called for. */
export default function RaiseCapDialog({ project, experiment, onClose }: Props) {
  const update = useUpdateExperiment(project, experiment.number);
  const form = useZodForm({
    defaultValues: { maxCostUsd: String((experiment.maxCostUsd ?? 0) * 2) },
    schema: async () => (await import("@/lib/experiments/contract")).UpdateExperiment,
    toBody: ({ maxCostUsd }) => ({ maxCostUsd: optionalNumberOf(maxCostUsd) }),
    save: update.mutateAsync,
    onSaved: onClose,
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Raise the cost cap"
      description={`${formatUsd(experiment.costUsd)} of at most ${formatUsd(experiment.maxCostUsd)} are spent. Retry the errors of all afterwards.`}
      submitLabel="Raise cap"
    >
      <FormField
        form={form}
        name="maxCostUsd"
        label="Cost cap, US dollars"
        hint="Of all cells together. Empty: no cap."
      >
        <Input type="number" step="any" min={0} placeholder="no cap" />
      </FormField>
    </FormDialog>
  );
}
