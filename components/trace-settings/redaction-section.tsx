"use client";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { labelClass } from "@/components/ui/controls/label-class";
import { Form } from "@/components/ui/forms/form";
import { FormControl, useErrorsAt } from "@/components/ui/forms/form-control";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import { useUpdateTraceSettings } from "@/lib/traces/hooks";
import type { PersonalDataKind } from "@/lib/traces/settings/personal-data";
import type { TraceSettings } from "@/lib/traces/settings/settings-contract";
import { BUILT_INS, isComplete, toDraft, toRules } from "./redaction-draft";
import { RedactionPreview } from "./redaction-preview";
import { RedactionRules } from "./redaction-rules";

interface Props {
  project: string;
  isAdmin: boolean;
  settings: TraceSettings;
}

/** A rule's place in what is sent, where the built-in ones stand first. */
const pathOf = (draft: ReturnType<typeof toDraft>, index: number, part: string) =>
  `redaction.${draft.builtIns.length + index}.${part}`;

export function RedactionSection({ project, isAdmin, settings }: Props) {
  const update = useUpdateTraceSettings(project);
  const form = useZodForm({
    draftKey: `redaction ${project}`,
    defaultValues: toDraft(settings.redaction),
    schema: async () =>
      (await import("@/lib/traces/settings/settings-contract")).UpdateTraceSettings,
    toBody: (values) => {
      const { captureContent, retentionDays } = settings;
      return { captureContent, retentionDays, redaction: toRules(values) };
    },
    save: update.mutateAsync,
    onSaved: () => {
      toast("The redaction rules are saved");
    },
  });
  const draft = form.values;
  const errorAt = useErrorsAt(form, "redaction");
  const isWhole = draft.rules.every(isComplete);
  const isChanged =
    JSON.stringify(toRules(draft)) !== JSON.stringify(toRules(toDraft(settings.redaction)));
  const complete = toRules({ ...draft, rules: draft.rules.filter(isComplete) });

  return (
    <Section
      title="Redaction"
      beside={
        <span className="text-12 text-text-3">
          applied before a trace is stored, for every way in
        </span>
      }
      flush
    >
      <div className="grid grid-cols-1 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
        <Form
          form={form}
          className="grid min-w-0 content-start gap-3 px-4 py-3"
          aria-label="Redaction rules"
        >
          <FormControl form={form} name="builtIns">
            {({ value, onChange }) => (
              <BuiltIns chosen={value} disabled={!isAdmin} onChange={onChange} />
            )}
          </FormControl>
          <FormControl form={form} name="rules">
            {({ value, onChange }) => (
              <RedactionRules
                rules={value}
                disabled={!isAdmin}
                onChange={onChange}
                errorAt={(index, part) => errorAt(pathOf(draft, index, part))}
              />
            )}
          </FormControl>
          <p className="text-12 text-text-2">
            What is found is replaced by{" "}
            <span className="font-mono text-code">[redacted: name]</span>. Names and postal
            addresses have no pattern; turn off the texts above where they must never be kept.
            Traces that are stored already stay as they are.
          </p>
          {isAdmin && (
            <Button
              size="sm"
              type="submit"
              variant="primary"
              className="justify-self-start"
              disabled={!isWhole || !isChanged}
              busy={form.isSaving}
            >
              Save rules
            </Button>
          )}
        </Form>
        {isAdmin && <RedactionPreview project={project} rules={complete} />}
      </div>
    </Section>
  );
}

interface BuiltInsProps {
  chosen: PersonalDataKind[];
  disabled: boolean;
  onChange: (kinds: PersonalDataKind[]) => void;
}

function BuiltIns({ chosen, disabled, onChange }: BuiltInsProps) {
  return (
    <fieldset className="grid gap-1.5" disabled={disabled}>
      <legend className={cn(labelClass, "mb-1.5")}>Built in</legend>
      {BUILT_INS.map(({ kind, label }) => (
        <Checkbox
          key={kind}
          checked={chosen.includes(kind)}
          onChange={({ target }) => {
            const others = chosen.filter((one) => one !== kind);
            onChange(target.checked ? [...others, kind] : others);
          }}
          label={label}
        />
      ))}
    </fieldset>
  );
}
