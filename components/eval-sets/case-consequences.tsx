import { LooseningNotice } from "@/components/specs/loosening-notice";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import type { VisibleCase } from "@/lib/eval-sets/eval-case";
import { DependentsNotice } from "./dependents-notice";
import type { CaseFormState } from "./use-case-form";

interface Props {
  project: string;
  set: EvalSetDetail;
  /** null: a case that is not saved yet. */
  stored: VisibleCase | null;
  form: CaseFormState;
}

/** What a new revision would touch. */
export function CaseConsequences({ project, set, stored, form }: Props) {
  const { isDirty } = form;
  return (
    <>
      {(isDirty || !stored) && (
        <DependentsNotice
          project={project}
          evalSet={set.name}
          split={form.values.split}
          change={stored ? "Changing a case" : "Adding a case"}
        />
      )}
      {stored && (
        <LooseningNotice
          project={project}
          change={{ evalSet: set.name, body: { caseIds: [stored.caseId] } }}
          what="edit or delete this case"
          isUntouched={!isDirty}
        />
      )}
    </>
  );
}
