"use client";
import { SetSettings } from "@/components/layout/set-settings";
import { LooseningNotice } from "@/components/specs/loosening-notice";
import { Input } from "@/components/ui/controls/input";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormField } from "@/components/ui/forms/form-field";
import { numberOf, optionalNumberOf } from "@/components/ui/forms/typed-number";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import { useSettled } from "@/components/ui/use-settled";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { useArchiveEvalSet, useUpdateEvalSet } from "@/lib/eval-sets/hooks";
import { type DraftScorer, draftScorer } from "./scorers/draft-scorer";
import { ScorerListEditor } from "./scorers/scorer-list-editor";
import { ScorerPreviewList } from "./scorers/scorer-preview-list";

interface Props {
  project: string;
  set: EvalSetDetail;
  onClose: () => void;
}

const writtenOf = (scorers: readonly DraftScorer[]) =>
  scorers.map(({ kind, name, config }) => ({
    kind,
    config,
    ...(name ? { name } : {}),
  })) as EvalSetDetail["scorers"];

/** What belongs to the set as a whole: its description, its scorers, its holdout budget, its archive. */
export default function SetSettingsDialog({ project, set, onClose }: Props) {
  const archive = useArchiveEvalSet(project, set.name);
  const form = useSettingsForm({ project, set, onClose });
  const settledScorers = useSettledScorers(form, set);
  return (
    <SetSettings
      form={form}
      onClose={onClose}
      size="md"
      sticky
      set={set}
      archive={archive}
      listPath={`/${project}/eval-sets`}
    >
      <div className="grid gap-4">
        <FormField form={form} name="description" label="What does it measure?" optional>
          <Input />
        </FormField>
        <DefaultScorers {...{ project, form, settledScorers }} evalSet={set.name} />
        {set.canSeeHoldout && <LookLimits form={form} holdoutLooks={set.holdoutLooks} />}
      </div>
    </SetSettings>
  );
}

function useSettingsForm({ project, set, onClose }: Props) {
  const update = useUpdateEvalSet(project, set.name);
  return useZodForm({
    draftKey: `eval set ${project} ${set.name}`,
    defaultValues: {
      description: set.description,
      scorers: set.scorers.map(draftScorer),
      holdoutBudget: set.holdoutBudget?.toString() ?? "",
      looksPerPrompt: String(set.looksPerPrompt),
    },
    schema: async () => (await import("@/lib/eval-sets/contract")).UpdateEvalSet,
    toBody: ({ description, scorers, holdoutBudget, looksPerPrompt }) => ({
      description,
      scorers: writtenOf(scorers),
      ...(set.canSeeHoldout
        ? {
            holdoutBudget: optionalNumberOf(holdoutBudget),
            looksPerPrompt: numberOf(looksPerPrompt),
          }
        : {}),
    }),
    save: update.mutateAsync,
    onSaved: () => {
      toast("Saved");
      onClose();
    },
  });
}

type SettingsForm = ReturnType<typeof useSettingsForm>;

/** Scorers that differ from the stored ones, once typing has paused. */
function useSettledScorers(form: SettingsForm, set: EvalSetDetail) {
  const written = writtenOf(form.values.scorers);
  const isChanged =
    JSON.stringify(written) !== JSON.stringify(writtenOf(set.scorers.map(draftScorer)));
  return useSettled(isChanged ? written : null);
}

interface DefaultScorersProps {
  project: string;
  evalSet: string;
  form: SettingsForm;
  settledScorers: ReturnType<typeof useSettledScorers>;
}

function DefaultScorers({ project, evalSet, form, settledScorers }: DefaultScorersProps) {
  return (
    <section className="grid gap-2">
      <h3>Default scorers</h3>
      <p className="text-12 text-text-2">Used by runs that name no scorers.</p>
      <LooseningNotice
        project={project}
        change={settledScorers && { evalSet, body: { scorers: settledScorers } }}
      />
      <FormControl form={form} name="scorers" showsErrors>
        {({ value, onChange, errorAt }) => (
          <ScorerListEditor
            scorers={value}
            onChange={onChange}
            errorOf={(index) => errorAt(`scorers.${index}`)}
            preview={(scorer) => (
              <ScorerPreviewList project={project} evalSet={evalSet} scorer={scorer} />
            )}
          />
        )}
      </FormControl>
    </section>
  );
}

/** How often the holdout may be looked at. */
function LookLimits({ form, holdoutLooks }: { form: SettingsForm; holdoutLooks: number }) {
  return (
    <>
      <FormField
        form={form}
        name="looksPerPrompt"
        label="Maximum holdout looks per prompt"
        hint="Every holdout run of the prompt's versions, and every retry of its errors, is a look."
      >
        <Input type="number" min={0} max={10000} />
      </FormField>
      <FormField
        form={form}
        name="holdoutBudget"
        label="Maximum holdout looks in total"
        optional
        hint={`Of all prompts together; ${holdoutLooks} so far. Empty: no total.`}
      >
        <Input type="number" min={0} max={10000} />
      </FormField>
    </>
  );
}
