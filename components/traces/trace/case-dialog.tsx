"use client";
import { useQuery } from "@tanstack/react-query";
import { Likeness, Personal, Sources } from "@/components/trace-reviews/case-part";
import type { ExpectedDraft } from "@/components/trace-reviews/expected-draft";
import { PersonalInputs } from "@/components/trace-reviews/personal-inputs";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { Skeleton } from "@/components/ui/skeleton";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import type { CasePreview } from "@/lib/trace-reviews/cases/case-contract";
import { useMakeCaseForm } from "./use-make-case-form";

interface Props {
  project: string;
  traceId: string;
  canSeeHoldout: boolean;
  onClose: () => void;
}

/** Makes an eval case of a trace: what it would hold, what it repeats, and what would have been right. */
export default function CaseDialog({ project, traceId, canSeeHoldout, onClose }: Props) {
  const sets = useQuery(evalSetQueries.list(project)).data?.data ?? [];
  const { form, preview, error, choices, expectedShown, isReady, chooseSet } = useMakeCaseForm({
    ...{ project, traceId, onClose },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      size="md"
      title="Turn into a case"
      description="Input, context and attributes come from the trace, and the case keeps a link to it."
      submitLabel="Turn into case"
      canSubmit={isReady}
    >
      {error && !preview ? (
        <FormError error={error} />
      ) : !preview ? (
        <Skeleton width={320} />
      ) : (
        <>
          <div className="grid grid-cols-2 gap-3">
            <Field label="Eval set">
              <Select value={preview.evalSet} onChange={(event) => chooseSet(event.target.value)}>
                {[...new Set([preview.evalSet, ...sets.map(({ name }) => name)])].map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </Select>
            </Field>
            {canSeeHoldout && (
              <FormField form={form} name="split" label="Split">
                <Select>
                  <option>development</option>
                  <option>holdout</option>
                </Select>
              </FormField>
            )}
          </div>
          <p className="text-12 text-text-2">
            <Likeness project={project} preview={preview} />{" "}
            <Personal preview={preview} input={form.values.input} />
          </p>
          <Sources preview={preview} />
          <FormControl form={form} name="input">
            {({ value, onChange }) => (
              <>
                <PersonalInputs preview={preview} input={value} onInput={onChange} />
                {preview.missing.map((variable) => (
                  <Field key={variable} label={variable} hint="The trace has nothing for it.">
                    <Textarea
                      rows={2}
                      required
                      value={value[variable] ?? ""}
                      onChange={(event) => onChange({ ...value, [variable]: event.target.value })}
                    />
                  </Field>
                ))}
              </>
            )}
          </FormControl>
          <FormControl form={form} name="expected">
            {({ value, onChange }) => (
              <ExpectedFields
                choices={choices}
                expected={expectedShown(value)}
                onChange={onChange}
              />
            )}
          </FormControl>
        </>
      )}
    </FormDialog>
  );
}

interface ExpectedFieldsProps {
  choices: CasePreview["expectedChoices"];
  expected: ExpectedDraft;
  onChange: (expected: ExpectedDraft) => void;
}

/** The right answer, in the words of the set's other cases. */
function ExpectedFields({ choices, expected, onChange }: ExpectedFieldsProps) {
  return choices.map(({ field, values }) => {
    const key = field ?? "";
    const bind = {
      value: expected[key] ?? "",
      onChange: ({ target }: { target: { value: string } }) =>
        onChange({ ...expected, [key]: target.value }),
    };
    return (
      <Field key={key} label={field ? `The right answer: ${field}` : "The right answer"} optional>
        {values.length > 0 ? (
          <Select {...bind}>
            <option value="">not given</option>
            {values.map((value) => (
              <option key={String(value)}>{String(value)}</option>
            ))}
          </Select>
        ) : (
          <Textarea rows={3} {...bind} />
        )}
      </Field>
    );
  });
}
