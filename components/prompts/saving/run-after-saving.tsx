import { Checkbox } from "@/components/ui/controls/checkbox";
import { Select } from "@/components/ui/controls/select";
import { FormControl } from "@/components/ui/forms/form-control";
import type { ZodForm } from "@/components/ui/forms/use-zod-form";
import type { EvalSet } from "@/lib/eval-sets/contract";
import { formatCountOf } from "@/lib/format-number";
import type { SaveAnswers } from "./save-version-shape";

interface Props {
  form: ZodForm<SaveAnswers>;
  evalSet: EvalSet;
  sets: readonly EvalSet[];
}

export function RunAfterSaving({ form, evalSet, sets }: Props) {
  return (
    <div className="flex items-center gap-2">
      <FormControl form={form} name="wantsRun">
        {({ value, onChange }) => (
          <Checkbox
            label="Run an eval after saving, over"
            checked={value}
            onChange={(event) => onChange(event.target.checked)}
          />
        )}
      </FormControl>
      <FormControl form={form} name="evalSet">
        {({ onChange }) => (
          <Select
            size="sm"
            className="w-52"
            aria-label="Eval set to run"
            value={evalSet.name}
            disabled={!form.values.wantsRun}
            onChange={(event) => onChange(event.target.value)}
          >
            {sets.map((set) => (
              <option key={set.name}>{set.name}</option>
            ))}
          </Select>
        )}
      </FormControl>
      <span className="text-text-3 text-12 tabular-nums ml-auto">
        {formatCountOf(evalSet.counts.development, "call")}
      </span>
    </div>
  );
}
