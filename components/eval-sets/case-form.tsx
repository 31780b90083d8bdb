"use client";
import { RevisionForm } from "@/components/layout/revision-form";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/controls/input";
import { labelClass } from "@/components/ui/controls/label-class";
import { Select } from "@/components/ui/controls/select";
import { Chip } from "@/components/ui/data/chip";
import { ControlError, useErrorsAt } from "@/components/ui/forms/form-control";
import { FormField } from "@/components/ui/forms/form-field";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import type { VisibleCase } from "@/lib/eval-sets/eval-case";
import { CaseActions } from "./case-actions";
import { CaseAssertions } from "./case-assertions";
import { CaseConsequences } from "./case-consequences";
import { CASE_KINDS } from "./case-kinds";
import { CaseOrigin } from "./case-origin";
import { CaseSteps } from "./case-steps";
import { ExpectedFields } from "./expected-fields";
import { StoredAssertions } from "./stored-assertions";
import { type CaseFormState, useCaseForm } from "./use-case-form";
import { ValueList } from "./value-list";

interface Props {
  project: string;
  set: EvalSetDetail;
  /** null: a case that is not saved yet. */
  stored: VisibleCase | null;
  isReadOnly: boolean;
  onShow: (caseId: string) => void;
  onClose: () => void;
}

/** Places of a case in the body whose controls show their errors here. */
const SHOWN = "caseId input expected kind split attributes assertions steps";

export function CaseForm({ project, set, stored, isReadOnly, onShow, onClose }: Props) {
  const { form, isOvertaken, showTheirs } = useCaseForm({
    ...{ project, set, stored, onShow, onClose },
  });
  const errorAt = useErrorsAt(form, SHOWN);
  const { values: draft, change, isDirty } = form;
  return (
    <RevisionForm
      {...{ form, isOvertaken, showTheirs, isReadOnly }}
      noun="case"
      canSave={isDirty || !stored}
      next={set.latestRevision + 1}
      consequence="Existing results keep their revision."
      notices={<CaseConsequences {...{ project, set, stored, form }} />}
      actions={
        stored && (
          <CaseActions
            project={project}
            set={set}
            caseId={stored.caseId}
            onShow={onShow}
            onClose={onClose}
          />
        )
      }
    >
      {!stored && <NewCaseId form={form} />}
      <fieldset className="grid gap-2">
        <legend className={cn(labelClass, "mb-1")}>Variables</legend>
        <ValueList
          what="variable"
          values={draft.variables}
          disabled={isReadOnly}
          onChange={(variables) => change({ variables })}
        />
        <ControlError>{errorAt("input")}</ControlError>
      </fieldset>
      <hr />
      <ExpectedFields
        draft={draft}
        change={change}
        scorers={set.scorers}
        isReadOnly={isReadOnly}
        error={errorAt("expected")}
      />
      <KindAndSplit form={form} canSeeHoldout={set.canSeeHoldout} isReadOnly={isReadOnly} />
      <fieldset className="grid gap-2">
        <legend className={cn(labelClass, "mb-1")}>Attributes</legend>
        <ValueList
          what="attribute"
          isShort
          values={draft.attributes}
          disabled={isReadOnly}
          onChange={(attributes) => change({ attributes })}
        />
        <ControlError>{errorAt("attributes")}</ControlError>
      </fieldset>
      <CaseAssertions
        scorers={draft.assertions}
        onChange={(assertions) => change({ assertions })}
        isReadOnly={isReadOnly}
        errorAt={errorAt}
      />
      <CaseSteps
        values={draft.steps}
        isReadOnly={isReadOnly}
        onChange={(steps) => change({ steps })}
        error={errorAt("steps")}
      />
      {stored?.promptfoo && <StoredAssertions kept={stored.promptfoo} />}
      {stored && <CaseFacts project={project} evalSet={set.name} stored={stored} />}
    </RevisionForm>
  );
}

function NewCaseId({ form }: { form: CaseFormState }) {
  return (
    <FormField
      form={form}
      name="caseId"
      label="Id"
      optional
      hint="Leave empty to generate it from the input."
    >
      <Input mono />
    </FormField>
  );
}

interface KindAndSplitProps {
  form: CaseFormState;
  canSeeHoldout: boolean;
  isReadOnly: boolean;
}

function KindAndSplit({ form, canSeeHoldout, isReadOnly }: KindAndSplitProps) {
  const willVanish = form.values.split === "holdout" && !canSeeHoldout && !isReadOnly;
  return (
    <div className="grid grid-cols-2 gap-2">
      <FormField form={form} name="kind" label="Kind">
        <Select size="sm" disabled={isReadOnly}>
          {CASE_KINDS.map((kind) => (
            <option key={kind}>{kind}</option>
          ))}
        </Select>
      </FormField>
      <FormField
        form={form}
        name="split"
        label="Split"
        hint={willVanish ? "You will not see it again; only an admin can unseal it." : undefined}
      >
        <Select size="sm" disabled={isReadOnly}>
          <option>development</option>
          <option>holdout</option>
        </Select>
      </FormField>
    </div>
  );
}

interface CaseFactsProps {
  project: string;
  evalSet: string;
  stored: VisibleCase;
}

/** What Galley knows of a saved case. */
function CaseFacts({ project, evalSet, stored }: CaseFactsProps) {
  return (
    <>
      <p className="flex flex-wrap items-center gap-1 text-12 text-text-2">
        <span className="mr-1">In segments</span>
        {stored.segments.length === 0 && <span className="text-text-3">none</span>}
        {stored.segments.map((segment) => (
          <Chip key={segment}>{segment}</Chip>
        ))}
      </p>
      <p className="text-12 text-text-3">
        Since revision {stored.since}, language {stored.language}, {stored.inputLength} characters.
      </p>
      <CaseOrigin project={project} evalSet={evalSet} caseId={stored.caseId} />
    </>
  );
}
