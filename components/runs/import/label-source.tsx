import { RadioGroup } from "@/components/ui/controls/radio-group";
import { formatCountOf } from "@/lib/format-number";
import type { OutputsPreview } from "@/lib/runs/import/import-contract";
import type { LabelsBy } from "./use-outputs-preview";

interface Props {
  preview: OutputsPreview;
  labelsBy: LabelsBy;
  onChange: (labelsBy: LabelsBy) => void;
}

/** Only people's labels are human labels: who gave them the file does not say. */
export function LabelSource({ preview: { columns, values }, labelsBy, onChange }: Props) {
  const column = columns.find(({ target }) => target === "label");
  const labels = values.passLabels + values.failLabels + values.modelLabels;
  if (!column || labels === 0) return null;
  return (
    <RadioGroup
      label={`Who made the labels in ${column.name}?`}
      value={labelsBy}
      onValueChange={onChange}
      options={[
        {
          value: "person",
          label: "A person",
          hint: "Shown beside the scorers as human labels. To calibrate a judge, import them as its labels, with who gave them.",
        },
        {
          value: "model",
          label: "A model",
          hint: `${formatCountOf(labels, "verdict")} left out: what a model says is no human label.`,
        },
      ]}
    />
  );
}
