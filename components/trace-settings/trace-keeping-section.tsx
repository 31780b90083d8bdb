"use client";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import { parseProblem } from "@/lib/http/form-problem";
import { useUpdateTraceSettings } from "@/lib/traces/hooks";
import type { TraceSettings } from "@/lib/traces/settings/settings-contract";

interface Props {
  project: string;
  isAdmin: boolean;
  settings: TraceSettings;
}

export function TraceKeepingSection({ project, isAdmin, settings }: Props) {
  const edit = useUpdateTraceSettings(project);
  const [captureContent, setCaptureContent] = useState(settings.captureContent);
  const [days, setDays] = useState(String(settings.retentionDays));
  const [isAsking, setIsAsking] = useState(false);
  const problem = parseProblem(edit.error, ["retentionDays"]);
  const retentionDays = Number(days);
  const isChanged =
    captureContent !== settings.captureContent || days !== String(settings.retentionDays);
  const isShorter = retentionDays < settings.retentionDays;

  const save = () =>
    edit.mutateAsync({ captureContent, retentionDays, redaction: settings.redaction }).then(() => {
      toast("Trace settings saved");
    });

  return (
    <Section
      title="What is kept"
      beside={<span className="text-12 text-text-3">for new traces</span>}
    >
      <form
        className="grid gap-3"
        aria-label="What is kept of traces"
        onSubmit={(event) => {
          event.preventDefault();
          if (isShorter) setIsAsking(true);
          // What went wrong stands in the form.
          else void save().catch(() => {});
        }}
      >
        <div>
          <Checkbox
            checked={captureContent}
            disabled={!isAdmin}
            onChange={(event) => setCaptureContent(event.target.checked)}
            label="Keep inputs, outputs and texts of attributes"
            aria-describedby="capture-content-hint"
          />
          <p id="capture-content-hint" className="hint text-12 text-text-2 mt-1">
            Without them a trace still has its steps, times, tokens, cost, outcome, short labels and
            the first line of an error; it cannot be reviewed or made into a case.
          </p>
        </div>
        <Field
          label="Days that a trace is kept"
          hint="Older ones are deleted every night, at 03:41 UTC."
          error={problem.at("retentionDays")}
        >
          <Input
            size="sm"
            className="w-65"
            type="number"
            min={1}
            max={3650}
            required
            disabled={!isAdmin}
            value={days}
            onChange={(event) => setDays(event.target.value)}
          />
        </Field>
        <FormError requestId={problem.requestId}>{problem.whole}</FormError>
        {isAdmin && (
          <Button
            size="sm"
            type="submit"
            variant="primary"
            className="justify-self-start"
            disabled={!isChanged}
            busy={edit.isPending}
          >
            Save
          </Button>
        )}
      </form>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={`Delete traces older than ${days} days?`}
        confirmLabel="Save and delete"
        cancelLabel={`Keep ${settings.retentionDays} days`}
        tone="danger"
        onConfirm={save}
      >
        Traces that are older than {days} days are deleted now, with their verdicts and feedback,
        and leave the metrics. Eval cases that were made of them stay. This cannot be undone.
      </ConfirmDialog>
    </Section>
  );
}
