"use client";
import { Download } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, buttonClass } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Textarea } from "@/components/ui/controls/textarea";
import { Dialog } from "@/components/ui/overlays/dialog";
import { CopyButton } from "@/components/ui/text/copy-button";
import type { Week } from "@/lib/weeks/contract";
import { useUpdateWeek } from "@/lib/weeks/hooks";

interface Props {
  project: string;
  week: Week;
  mayWrite: boolean;
  open: boolean;
  onClose: () => void;
}

/** The week in words: made of its numbers, until somebody writes it better. */
export function SummaryDialog({ project, week, mayWrite, open, onClose }: Props) {
  const update = useUpdateWeek(project, week.week);
  const [text, setText] = useState(week.summary);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed must not be replaced by a refetch
  useEffect(() => {
    if (open) setText(week.summary);
  }, [open, week.isSummaryEdited]);
  const isChanged = text !== week.summary;
  const close = () => {
    update.reset();
    onClose();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && close()}
      size="lg"
      sticky={isChanged}
      title={`Summary of ${week.title}`}
      description={
        week.isSummaryEdited
          ? "Edited by hand; it no longer updates with the numbers."
          : "Generated from the current numbers. Once you edit it, it stays as you wrote it."
      }
      onSubmit={() => isChanged && update.mutate({ summary: text }, { onSuccess: close })}
      footer={
        <>
          {mayWrite && week.isSummaryEdited && (
            <Button
              size="sm"
              variant="ghost"
              className="mr-auto"
              onClick={() => update.mutate({ summary: null })}
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
          {mayWrite && (
            <Button
              size="sm"
              type="submit"
              variant="primary"
              busy={update.isPending}
              disabled={!isChanged}
            >
              Save
            </Button>
          )}
        </>
      }
    >
      <Field label="Summary in Markdown" hideLabel>
        <Textarea
          mono
          rows={24}
          maxLength={20_000}
          readOnly={!mayWrite}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <FormError>{update.error?.message}</FormError>
    </Dialog>
  );
}
