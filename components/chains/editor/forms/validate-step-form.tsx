"use client";
import { asksNoModel } from "@/components/eval-sets/scorers/asks-no-model";
import { ScorerOptions } from "@/components/eval-sets/scorers/scorer-options";
import { ScorerSettings } from "@/components/eval-sets/scorers/scorer-settings";
import { Field } from "@/components/ui/controls/field";
import { Select } from "@/components/ui/controls/select";
import type { StepFormProps } from "../chain-desk";

/** The rule that an answer has to pass. One with an `expected` input is compared with that. */
export default function ValidateStepForm(props: StepFormProps<"validate">) {
  const { desk, step, onChange, problemAt } = props;
  const { scorer } = step.config;
  const config = isObject(scorer.config) ? scorer.config : {};
  const set = (next: typeof scorer) => onChange({ ...step, config: { scorer: next } });
  return (
    <fieldset className="grid gap-2" disabled={desk.readOnly}>
      <legend className="sr-only">Rule of {step.key}</legend>
      <Field label="Rule" error={problemAt("config.scorer")}>
        <Select
          size="sm"
          className="w-60"
          value={scorer.kind}
          onChange={({ target }) => set({ kind: target.value, config: {} })}
        >
          <ScorerOptions offers={asksNoModel} />
        </Select>
      </Field>
      <ScorerSettings
        kind={scorer.kind}
        config={config}
        onChange={(next) => set({ ...scorer, config: next })}
      />
    </fieldset>
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
