"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ScorerOptions } from "@/components/eval-sets/scorers/scorer-options";
import { ScorerSettingField } from "@/components/eval-sets/scorers/scorer-setting-field";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { environmentQueries } from "@/lib/projects/queries";
import { promptQueries } from "@/lib/prompts/queries";
import { scorerCatalogue } from "@/lib/scorers/scorer-catalogue";
import {
  type DraftScorer,
  type OnlineScorerFormOptions,
  useOnlineScorerForm,
} from "./use-online-scorer-form";

interface Props extends OnlineScorerFormOptions {
  onClose: () => void;
}

/** Production has no expected answer, so what only compares with one is not offered. */
const NOT_OFFERED = [
  "label",
  "fields",
  "equals",
  "levenshtein",
  "rouge-n",
  "bleu",
  "similar",
  "all",
];

export default function OnlineScorerDialog({ project, scorer, onClose, onSaved }: Props) {
  const prompts = useQuery(promptQueries.list(project, { kind: "any" })).data?.data ?? [];
  const environments = useQuery(environmentQueries.list(project)).data?.data ?? [];
  const form = useOnlineScorerForm({ project, scorer, onSaved });

  return (
    <FormDialog
      form={form}
      onClose={onClose}
      size="md"
      title={scorer ? `Edit ${scorer.name}` : "New online scorer"}
      description="It starts after a dry run on recent traces."
      submitLabel="Save, then dry run"
    >
      <div className="grid gap-3">
        <FormControl form={form} name="scorer">
          {({ value, onChange }) => (
            <ScorerFields
              scorer={value}
              onChange={onChange}
              before={
                <FormField form={form} name="name" label="Name">
                  <Input required maxLength={60} placeholder="answers as JSON" />
                </FormField>
              }
            />
          )}
        </FormControl>
        <div className="grid gap-3 md:grid-cols-2">
          <FormField form={form} name="prompt" label="Prompt">
            <Select>
              <option value="">All prompts</option>
              {prompts.map((one) => (
                <option key={one.name}>{one.name}</option>
              ))}
            </Select>
          </FormField>
          <FormField form={form} name="environment" label="Environment">
            <Select>
              <option value="">All environments</option>
              {environments.map((one) => (
                <option key={one.name}>{one.name}</option>
              ))}
            </Select>
          </FormField>
          <FormField
            form={form}
            name="share"
            label="Share of traces, %"
            hint="Chosen by a hash of the trace id, so the choice is stable."
          >
            <Input type="number" min={0.01} max={100} step="any" required />
          </FormField>
          <FormField
            form={form}
            name="dailyBudgetUsd"
            label="Budget, US dollars a day"
            optional
            hint="Spread over the day (UTC): traces beyond an hour’s part stay unscored."
          >
            <Input type="number" min={0} step="any" />
          </FormField>
        </div>
      </div>
    </FormDialog>
  );
}

interface ScorerFieldsProps {
  scorer: DraftScorer;
  onChange: (scorer: DraftScorer) => void;
  /** Stands beside the choice of the scorer. */
  before: ReactNode;
}

function ScorerFields({ scorer: { kind, config }, onChange, before }: ScorerFieldsProps) {
  const entry = scorerCatalogue.find((one) => one.kind === kind);
  return (
    <>
      <div className="grid gap-3 md:grid-cols-2">
        {before}
        <Field label="Scorer" hint={entry?.help}>
          <Select
            value={kind}
            onChange={(event) => onChange({ kind: event.target.value, config: {} })}
          >
            <ScorerOptions offers={(one) => !NOT_OFFERED.includes(one)} />
            {NOT_OFFERED.includes(kind) && <option>{kind}</option>}
          </Select>
        </Field>
      </div>
      {kind.startsWith("judge-") && (
        <p className="text-12 text-text-2">
          Its scores count only while the judge is calibrated; without that they are shown only.
        </p>
      )}
      <div className="grid gap-3 md:grid-cols-2">
        {entry?.settings.map((setting) => (
          <ScorerSettingField
            key={`${kind}.${setting.name}`}
            kind={kind}
            setting={setting}
            value={config[setting.name]}
            onChange={(value) => {
              const { [setting.name]: _, ...rest } = config;
              onChange({
                kind,
                config: value === undefined ? rest : { ...rest, [setting.name]: value },
              });
            }}
          />
        ))}
      </div>
    </>
  );
}
