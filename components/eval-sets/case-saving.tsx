import { LooseningNotice } from "@/components/specs/loosening-notice";
import { Button } from "@/components/ui/controls/button";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import type { VisibleCase } from "@/lib/eval-sets/eval-case";
import { CaseActions } from "./case-actions";
import { DependentsNotice } from "./dependents-notice";
import type { CaseFormState } from "./use-case-form";

interface Props {
  project: string;
  set: EvalSetDetail;
  /** null: a case that is not saved yet. */
  stored: VisibleCase | null;
  form: CaseFormState;
  onShow: (caseId: string) => void;
  onClose: () => void;
}

/** What a new revision would touch, and the buttons. */
export function CaseSaving({ project, set, stored, form, onShow, onClose }: Props) {
  const { isDirty } = form;
  const next = set.latestRevision + 1;
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
      <p className="text-12 text-text-3">
        Saving makes revision {next}. Existing results keep their revision.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          variant="primary"
          kbd="mod+s"
          busy={form.isSaving}
          disabled={stored !== null && !isDirty}
          onClick={form.submit}
        >
          Save as revision {next}
        </Button>
        {stored && (
          <CaseActions
            project={project}
            set={set}
            caseId={stored.caseId}
            onShow={onShow}
            onClose={onClose}
          />
        )}
      </div>
    </>
  );
}
