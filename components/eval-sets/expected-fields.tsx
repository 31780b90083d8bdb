import { cn } from "@/components/ui/cn";
import { labelClass } from "@/components/ui/controls/label-class";
import { Segmented } from "@/components/ui/controls/segmented";
import { Textarea } from "@/components/ui/controls/textarea";
import { ControlError } from "@/components/ui/forms/form-control";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { type CaseDraft, type ExpectedMode, readDraft } from "./case-draft";
import { ExpectedNote } from "./expected-note";
import { ValueList } from "./value-list";

interface Props {
  draft: CaseDraft;
  change: (part: Partial<CaseDraft>) => void;
  scorers: EvalSetDetail["scorers"];
  isReadOnly: boolean;
  error: string | undefined;
}

const MODES: { value: ExpectedMode; label: string }[] = [
  { value: "none", label: "None" },
  { value: "text", label: "Text" },
  { value: "fields", label: "Fields" },
  { value: "json", label: "JSON" },
];

/** The expected answer: nothing, a text, fields or JSON. */
export function ExpectedFields({ draft, change, scorers, isReadOnly, error }: Props) {
  const read = readDraft(draft);
  const expectsNothing = "expected" in read && read.expected === null;
  return (
    <fieldset className="grid gap-2">
      <legend className={cn(labelClass, "mb-1")}>Expected</legend>
      {!isReadOnly && (
        <Segmented
          label="Form of the expected answer"
          value={draft.expectedMode}
          options={MODES}
          onValueChange={(expectedMode) => change({ expectedMode })}
        />
      )}
      {draft.expectedMode === "fields" && (
        <ValueList
          what="field"
          isShort
          values={draft.expectedFields}
          disabled={isReadOnly}
          onChange={(expectedFields) => change({ expectedFields })}
        />
      )}
      {(draft.expectedMode === "text" || draft.expectedMode === "json") && (
        <Textarea
          aria-label="Expected answer"
          mono={draft.expectedMode === "json"}
          rows={2}
          value={draft.expectedText}
          disabled={isReadOnly}
          onChange={(event) => change({ expectedText: event.target.value })}
        />
      )}
      {expectsNothing && <ExpectedNote scorers={scorers} />}
      <ControlError>{error}</ControlError>
    </fieldset>
  );
}
