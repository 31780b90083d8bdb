import { cn } from "@/components/ui/cn";
import { labelClass } from "@/components/ui/controls/label-class";
import { ControlError } from "@/components/ui/forms/form-control";
import type { DraftValue } from "./case-draft";
import { ValueList } from "./value-list";

interface Props {
  values: DraftValue[];
  isReadOnly: boolean;
  onChange: (values: DraftValue[]) => void;
  error: string | undefined;
}

/** What a case expects of single steps of a chain, by their keys. */
export function CaseSteps({ values, isReadOnly, onChange, error }: Props) {
  return (
    <fieldset className="grid gap-2">
      <legend className={cn(labelClass, "mb-1")}>Expected of steps of a chain</legend>
      <ValueList what="step" values={values} disabled={isReadOnly} onChange={onChange} />
      <ControlError>{error}</ControlError>
    </fieldset>
  );
}
