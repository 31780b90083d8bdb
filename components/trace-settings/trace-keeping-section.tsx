"use client";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Input } from "@/components/ui/controls/input";
import { Form } from "@/components/ui/forms/form";
import { FormControl } from "@/components/ui/forms/form-control";
import { FormField } from "@/components/ui/forms/form-field";
import { numberOf } from "@/components/ui/forms/typed-number";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import { useUpdateTraceSettings } from "@/lib/traces/hooks";
import type { TraceSettings, UpdateTraceSettings } from "@/lib/traces/settings/settings-contract";

interface Props {
  project: string;
  isAdmin: boolean;
  settings: TraceSettings;
}

export function TraceKeepingSection({ project, isAdmin, settings }: Props) {
  const { form, isChanged, save, isAsking, setIsAsking } = useKeepingForm(project, settings);
  const { captureContent, retentionDays: days } = form.values;
  return (
    <Section
      title="What is kept"
      beside={<span className="text-12 text-text-3">for new traces</span>}
    >
      <Form form={form} className="grid gap-3" aria-label="What is kept of traces">
        <FormControl form={form} name="captureContent">
          {({ value, onChange }) => (
            <CaptureContent isOn={value} disabled={!isAdmin} onChange={onChange} />
          )}
        </FormControl>
        <FormField
          form={form}
          name="retentionDays"
          label="Days that a trace is kept"
          hint="Older ones are deleted every night, at 03:41 UTC."
        >
          <Input
            size="sm"
            className="w-65"
            type="number"
            min={1}
            max={3650}
            required
            disabled={!isAdmin}
          />
        </FormField>
        {isAdmin && (
          <Button
            size="sm"
            type="submit"
            variant="primary"
            className="justify-self-start"
            disabled={!isChanged}
            busy={form.isSaving}
          >
            Save
          </Button>
        )}
      </Form>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={`Delete traces older than ${days} days?`}
        confirmLabel="Save and delete"
        cancelLabel={`Keep ${settings.retentionDays} days`}
        tone="danger"
        onConfirm={() =>
          save({ captureContent, retentionDays: numberOf(days), redaction: settings.redaction })
        }
      >
        Traces that are older than {days} days are deleted now, with their verdicts and feedback,
        and leave the metrics. Eval cases that were made of them stay. This cannot be undone.
      </ConfirmDialog>
    </Section>
  );
}

/** The form, and whether it waits for a second yes. */
function useKeepingForm(project: string, settings: TraceSettings) {
  const update = useUpdateTraceSettings(project);
  const [isAsking, setIsAsking] = useState(false);
  const form = useZodForm({
    draftKey: `trace keeping ${project}`,
    defaultValues: {
      captureContent: settings.captureContent,
      retentionDays: String(settings.retentionDays),
    },
    schema: async () =>
      (await import("@/lib/traces/settings/settings-contract")).UpdateTraceSettings,
    toBody: ({ captureContent, retentionDays }) => ({
      captureContent,
      retentionDays: numberOf(retentionDays),
      redaction: settings.redaction,
    }),
    save: async (body) => {
      // Fewer days delete traces at once, which is asked for once more.
      if (body.retentionDays < settings.retentionDays) setIsAsking(true);
      else await save(body);
    },
  });
  const { captureContent, retentionDays } = form.values;
  const isChanged =
    captureContent !== settings.captureContent || retentionDays !== String(settings.retentionDays);
  const save = async (body: UpdateTraceSettings) => {
    await update.mutateAsync(body);
    toast("Trace settings saved");
  };
  return { form, isChanged, save, isAsking, setIsAsking };
}

interface CaptureContentProps {
  isOn: boolean;
  disabled: boolean;
  onChange: (isOn: boolean) => void;
}

function CaptureContent({ isOn, disabled, onChange }: CaptureContentProps) {
  return (
    <div>
      <Checkbox
        checked={isOn}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        label="Keep inputs, outputs and texts of attributes"
        aria-describedby="capture-content-hint"
      />
      <p id="capture-content-hint" className="mt-1 text-12 text-text-2">
        Without them a trace still has its steps, times, tokens, cost, outcome, short labels and the
        first line of an error; it cannot be reviewed or made into a case.
      </p>
    </div>
  );
}
