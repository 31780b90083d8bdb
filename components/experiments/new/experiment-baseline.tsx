import { cellName } from "@/components/experiments/experiment-words";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import type { CellRef } from "@/lib/experiments/option-contract";

interface Props {
  cells: readonly CellRef[];
  /** Place among the cells. */
  baseline: number;
  margin: string;
  onChange: (next: { baseline: number } | { margin: string }) => void;
  errorAt: (path: string) => string | undefined;
}

/** What the cells are compared with, and how much worse one may be; both fixed before the data. */
export function ExperimentBaseline({ cells, baseline, margin, onChange, errorAt }: Props) {
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Field
        label="Baseline"
        error={errorAt("baseline")}
        hint="The cell that the others are compared with."
      >
        <Select
          value={String(baseline)}
          onChange={({ target }) => onChange({ baseline: Number(target.value) })}
        >
          {cells.map((cell, index) => (
            <option key={`${cellName(cell)} ${cell.model?.provider}`} value={index}>
              {cellName(cell)}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label="Margin, points"
        error={errorAt("margin")}
        hint="How much worse a pass rate may be. With 0 a cell has to be better."
      >
        <Input
          type="number"
          min={0}
          max={50}
          step="any"
          value={margin}
          onChange={({ target }) => onChange({ margin: target.value })}
        />
      </Field>
    </div>
  );
}
