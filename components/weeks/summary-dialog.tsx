"use client";
import { Download } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { CopyButton } from "@/components/ui/text/copy-button";
import type { Week } from "@/lib/weeks/contract";
import { useUpdateWeek } from "@/lib/weeks/hooks";

interface Props {
  project: string;
  week: Week;
  mayWrite: boolean;
  onClose: () => void;
}

/** The week in words: made of its numbers, until somebody writes it better. */
export default function SummaryDialog({ project, week, mayWrite, onClose }: Props) {
  const update = useUpdateWeek(project, week.week);
  const form = useZodForm({
    draftKey: `week summary ${project} ${week.week}`,
    // null: the text of the week, which follows the numbers.
    defaultValues: { summary: null as string | null },
    schema: async () => (await import("@/lib/weeks/contract")).UpdateWeek,
    toBody: ({ summary }) => (summary === null ? null : { summary }),
    save: update.mutateAsync,
    onSaved: onClose,
  });
  const text = form.values.summary ?? week.summary;
  const isChanged = text !== week.summary;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      size="lg"
      sticky={isChanged}
      title={`Summary of ${week.title}`}
      description={
        week.isSummaryEdited
          ? "Edited by hand; it no longer updates with the numbers."
          : "Generated from the current numbers. Once you edit it, it stays as you wrote it."
      }
      submitLabel="Save"
      canSubmit={isChanged}
      buttonSize="sm"
      isReadOnly={!mayWrite}
      aside={
        <>
          {mayWrite && week.isSummaryEdited && (
            <Button
              size="sm"
              variant="ghost"
              className="mr-auto"
              onClick={() =>
                update.mutate({ summary: null }, { onSuccess: () => form.startOver() })
              }
            >
              Generate again
            </Button>
          )}
          <CopyButton text={text} size="sm">
            Copy
          </CopyButton>
          <a
            href={`/api/v1/projects/${project}/weeks/${week.week}/summary`}
            className={buttonClass({ size: "sm" })}
          >
            <Download aria-hidden="true" /> Markdown
          </a>
        </>
      }
    >
      <FormField
        form={form}
        name="summary"
        label="Summary in Markdown"
        hideLabel
        suggested={week.summary}
      >
        <Textarea mono rows={24} maxLength={20_000} readOnly={!mayWrite} />
      </FormField>
    </FormDialog>
  );
}
