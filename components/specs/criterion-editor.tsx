"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/controls/button";
import { Input } from "@/components/ui/controls/input";
import { Badge } from "@/components/ui/data/badge";
import { Form } from "@/components/ui/forms/form";
import { useErrorsAt } from "@/components/ui/forms/form-control";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { useSettled } from "@/components/ui/use-settled";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import type { WriteSpecInput } from "@/lib/specs/contract";
import type { CriterionInput } from "@/lib/specs/criterion-contract";
import { criterionOf } from "./criterion-body";
import type { CriterionDraft } from "./criterion-draft";
import { CriterionFields, scorerNames } from "./criterion-fields";
import { CriterionStartChips } from "./criterion-start-chips";
import { CriterionTry } from "./criterion-try";
import { LooseningNotice } from "./loosening-notice";

const ScorerSettings = lazy(() =>
  import("@/components/eval-sets/scorers/scorer-settings").then((module) => ({
    default: module.ScorerSettings,
  })),
);

/** Places of a criterion that have a control; the statement is a field of its own. */
const SHOWN =
  "evalSet split scorer metric environment kind comparator threshold tolerance maxNewlyFailing repeats segment owner";

interface Props {
  project: string;
  name: string;
  /** What it begins with. */
  start: CriterionDraft;
  /** Its place in the spec's list of criteria. */
  place: number;
  /** Of the other criteria too. */
  keys: string[];
  environments: string[];
  /** Another edit of the spec is being saved. */
  busy: boolean;
  /** The spec with this criterion as it would be saved. */
  specWith: (criterion: CriterionInput) => WriteSpecInput;
  onSave: (criterion: CriterionInput) => Promise<unknown>;
  onClose: () => void;
}

/** Writes one criterion, while the stored answers say what it would mean. */
export default function CriterionEditor(props: Props) {
  const { project, name, keys, environments, busy, onClose } = props;
  const { form, draft, sets } = useCriterionForm(props);
  const errorAt = useErrorsAt(form, SHOWN);
  const set = form.change;
  const scorers = useScorers(project, draft.evalSet);
  const criterion = criterionOf(draft, keys);
  const settled = useSettled(criterion);
  const isReady = criterion !== null && draft.statement.trim() !== "";
  const submit = () => {
    if (isReady && !busy) form.submit();
  };
  useShortcuts([{ keys: "mod+enter", label: "Save the criterion", group: "Page", run: submit }]);
  return (
    <Form
      form={{ ...form, submit }}
      className="grid gap-2.5 border-accent-border border-y bg-accent-bg px-4 pt-3 pb-3.5"
      aria-label={draft.key ? "Change the criterion" : "New criterion"}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <div className="flex items-center gap-2">
        <Badge tone="accent">{draft.key ?? "new"}</Badge>
        <FormField form={form} name="statement" label="Statement" hideLabel className="flex-1">
          <Input autoFocus placeholder="What has to hold, in one sentence" maxLength={500} />
        </FormField>
      </div>
      {draft.serves.length > 0 && (
        <p className="text-12 text-text-2">
          for: {draft.serves.map((line) => `“${line}”`).join(", ")}
        </p>
      )}
      {draft.key === null && (
        <CriterionStartChips
          scorer={scorers[0] ?? null}
          environments={environments}
          statement={draft.statement}
          onChoose={set}
        />
      )}
      <CriterionFields
        project={project}
        draft={draft}
        sets={sets}
        scorers={scorers}
        environments={environments}
        onChange={set}
        errorAt={errorAt}
      />
      <OwnScorer draft={draft} onChange={(ownConfig) => set({ ownConfig })} />
      {/* A new criterion loosens nothing. */}
      {draft.key !== null && (
        <LooseningNotice
          project={project}
          change={settled && { prompt: name, body: props.specWith(settled) }}
        />
      )}
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1">
          <CriterionTry project={project} name={name} criterion={settled} />
        </div>
        <Buttons
          label={draft.key ? "Save" : "Add"}
          isSaving={form.isSaving || busy}
          isReady={isReady}
          onCancel={() => {
            form.discard();
            onClose();
          }}
        />
      </div>
    </Form>
  );
}

/** Where no eval set is chosen yet, it is the project's first. */
function useCriterionForm({ project, name, start, place, keys, onSave, onClose }: Props) {
  const { data: sets } = useQuery(evalSetQueries.list(project));
  const [firstSet] = sets?.data ?? [];
  const withSet = (values: CriterionDraft): CriterionDraft => ({
    ...values,
    evalSet: values.evalSet || (firstSet?.name ?? ""),
  });
  const form = useZodForm({
    draftKey: `criterion ${project} ${name} ${start.key ?? start.serves.join(" ")}`,
    defaultValues: start,
    within: `criteria.${place}`,
    schema: async () => (await import("@/lib/specs/criterion-contract")).Criterion,
    toBody: (values) =>
      values.statement.trim() === "" ? null : criterionOf(withSet(values), keys),
    save: onSave,
    onSaved: onClose,
  });
  return {
    form,
    draft: withSet(form.values),
    sets: sets?.data.map((each) => each.name) ?? null,
  };
}

/** Names of the set's scorers; those of the set before, until it is read. */
function useScorers(project: string, evalSet: string) {
  const { data: detail } = useQuery({
    ...evalSetQueries.detail(project, evalSet),
    enabled: evalSet !== "",
    placeholderData: keepPreviousData,
  });
  return scorerNames(detail?.scorers ?? []);
}

interface ButtonsProps {
  label: string;
  isSaving: boolean;
  isReady: boolean;
  onCancel: () => void;
}

function Buttons({ label, isSaving, isReady, onCancel }: ButtonsProps) {
  return (
    <>
      <Button variant="ghost" onClick={onCancel}>
        Cancel
      </Button>
      <Button variant="primary" type="submit" kbd="mod+enter" busy={isSaving} disabled={!isReady}>
        {label}
      </Button>
    </>
  );
}

interface OwnScorerProps {
  draft: CriterionDraft;
  onChange: (config: CriterionDraft["ownConfig"]) => void;
}

/** The settings of a scorer that only this criterion has. */
function OwnScorer({ draft, onChange }: OwnScorerProps) {
  const { measure, ownConfig } = draft;
  const kind = measure.startsWith("own:") && measure.slice(4);
  if (!kind) return null;
  return (
    <fieldset className="grid gap-2 rounded border bg-surface p-3">
      <legend className="sr-only">Settings of the scorer</legend>
      <Suspense fallback={<div className="h-16" />}>
        <ScorerSettings key={kind} kind={kind} config={ownConfig} onChange={onChange} />
      </Suspense>
    </fieldset>
  );
}
