"use client";
import { useEffect, useRef, useState } from "react";
import { LooseningNotice } from "@/components/specs/loosening-notice";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Segmented } from "@/components/ui/controls/segmented";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { Chip } from "@/components/ui/data/chip";
import { Notice } from "@/components/ui/notice";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { CaseKind, Split } from "@/lib/eval-sets/case-content";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import type { VisibleCase } from "@/lib/eval-sets/eval-case";
import { CaseActions } from "./case-actions";
import { type CaseDraft, draftOf, type ExpectedMode, emptyDraft, readDraft } from "./case-draft";
import { CASE_KINDS } from "./case-kinds";
import { CaseOrigin } from "./case-origin";
import { DependentsNotice } from "./dependents-notice";
import { ExpectedNote } from "./expected-note";
import { useSaveCase } from "./use-save-case";
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

const MODES: { value: ExpectedMode; label: string }[] = [
  { value: "none", label: "None" },
  { value: "text", label: "Text" },
  { value: "fields", label: "Fields" },
  { value: "json", label: "JSON" },
];

export function CaseForm({ project, set, stored, isReadOnly, onShow, onClose }: Props) {
  const start = () => (stored ? draftOf(stored) : emptyDraft(set));
  const [draft, setDraft] = useState<CaseDraft>(start);
  const [base, setBase] = useState(stored);
  const [isDirty, setIsDirty] = useState(false);
  const since = useRef(stored?.since);
  // Somebody else's state replaces an untouched form at once and a touched one only when asked.
  const isOvertaken = stored !== null && stored.since !== since.current;
  const adopt = () => {
    since.current = stored?.since;
    setBase(stored);
    setDraft(start());
    setIsDirty(false);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another state arrives
  useEffect(() => {
    if (isOvertaken && !isDirty) adopt();
  }, [isOvertaken, isDirty]);

  const { save, isSaving, problem } = useSaveCase(project, set.name, draft, base, (change) => {
    if (change.case.withheld) return onClose();
    since.current = change.case.since;
    setBase(change.case);
    setDraft(draftOf(change.case));
    setIsDirty(false);
    onShow(change.case.caseId);
  });
  useShortcuts([
    {
      keys: "mod+s",
      label: "Save the case",
      group: "Page",
      inInputs: true,
      enabled: !isReadOnly && (isDirty || !stored),
      run: save,
    },
  ]);
  const change = (next: Partial<CaseDraft>) => {
    setDraft((now) => ({ ...now, ...next }));
    setIsDirty(true);
  };
  const next = set.latestRevision + 1;
  const read = readDraft(draft);
  const expectsNothing = "expected" in read && read.expected === null;

  return (
    <div className="grid gap-3">
      {isOvertaken && isDirty && (
        <Notice
          tone="warn"
          title="Someone else changed this case."
          actions={
            <Button size="sm" onClick={adopt}>
              Show theirs
            </Button>
          }
        >
          Your text is kept. Look at their change before you save.
        </Notice>
      )}
      {!stored && (
        <Field label="Id" optional hint="Leave empty to generate it from the input.">
          <Input
            mono
            value={draft.caseId}
            onChange={(event) => change({ caseId: event.target.value })}
          />
        </Field>
      )}
      <fieldset className="grid gap-2">
        <legend className="label mb-1">Variables</legend>
        <ValueList
          what="variable"
          values={draft.variables}
          disabled={isReadOnly}
          onChange={(variables) => change({ variables })}
        />
      </fieldset>
      <hr />
      <fieldset className="grid gap-2">
        <legend className="label mb-1">Expected</legend>
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
        {expectsNothing && <ExpectedNote scorers={set.scorers} />}
      </fieldset>
      <div className="grid grid-cols-2 gap-2">
        <Field label="Kind">
          <Select
            size="sm"
            value={draft.kind}
            disabled={isReadOnly}
            onChange={(event) => change({ kind: event.target.value as CaseKind })}
          >
            {CASE_KINDS.map((kind) => (
              <option key={kind}>{kind}</option>
            ))}
          </Select>
        </Field>
        <Field
          label="Split"
          hint={
            draft.split === "holdout" && !set.canSeeHoldout && !isReadOnly
              ? "You will not see it again; only an admin can unseal it."
              : undefined
          }
        >
          <Select
            size="sm"
            value={draft.split}
            disabled={isReadOnly}
            onChange={(event) => change({ split: event.target.value as Split })}
          >
            <option>development</option>
            <option>holdout</option>
          </Select>
        </Field>
      </div>
      <fieldset className="grid gap-2">
        <legend className="label mb-1">Attributes</legend>
        <ValueList
          what="attribute"
          isShort
          values={draft.attributes}
          disabled={isReadOnly}
          onChange={(attributes) => change({ attributes })}
        />
      </fieldset>
      {stored && (
        <p className="flex flex-wrap items-center gap-1 text-12 text-text-2">
          <span className="mr-1">In segments</span>
          {stored.segments.length === 0 && <span className="text-text-3">none</span>}
          {stored.segments.map((segment) => (
            <Chip key={segment}>{segment}</Chip>
          ))}
        </p>
      )}
      {stored && (
        <p className="text-12 text-text-3">
          Since revision {stored.since}, language {stored.language}, {stored.inputLength}{" "}
          characters.
        </p>
      )}
      {stored && <CaseOrigin project={project} evalSet={set.name} caseId={stored.caseId} />}
      {problem && <FormError>{problem}</FormError>}
      {!isReadOnly && (
        <>
          {(isDirty || !stored) && (
            <DependentsNotice
              project={project}
              evalSet={set.name}
              split={draft.split}
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
              busy={isSaving}
              disabled={stored !== null && !isDirty}
              onClick={save}
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
      )}
    </div>
  );
}
