"use client";
import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { Button } from "@/components/ui/controls/button";
import { Form } from "@/components/ui/forms/form";
import type { ZodForm } from "@/components/ui/forms/use-zod-form";
import { Notice } from "@/components/ui/notice";
import { useShortcuts } from "@/components/ui/use-shortcuts";

interface Props<Values extends FieldValues> {
  form: ZodForm<Values>;
  /** `case` */
  noun: string;
  /** Somebody else has changed it since it was opened. */
  isOvertaken: boolean;
  showTheirs: () => void;
  isReadOnly: boolean;
  canSave: boolean;
  /** The revision that saving makes. */
  next: number;
  /** What becomes of the revisions before. */
  consequence: string;
  /** Above the button: what the change means elsewhere. */
  notices?: ReactNode;
  /** Beside the button. */
  actions?: ReactNode;
  children: ReactNode;
}

/** One item of a set that is kept in revisions: changed by one at a time, and nobody's text is lost. */
export function RevisionForm<Values extends FieldValues>(props: Props<Values>) {
  const { form, noun, isOvertaken, showTheirs, isReadOnly, canSave, next } = props;
  useShortcuts([
    {
      keys: "mod+s",
      label: `Save the ${noun}`,
      group: "Page",
      inInputs: true,
      enabled: !isReadOnly && canSave,
      run: form.submit,
    },
  ]);
  return (
    <Form form={form} className="grid gap-3">
      {isOvertaken && (
        <Notice
          tone="warn"
          title={`Someone else changed this ${noun}.`}
          actions={
            <Button size="sm" onClick={showTheirs}>
              Show theirs
            </Button>
          }
        >
          Your text is kept. Look at their change before you save.
        </Notice>
      )}
      {props.children}
      {!isReadOnly && (
        <>
          {props.notices}
          <p className="text-12 text-text-3">
            Saving makes revision {next}. {props.consequence}
          </p>
          <div className="flex flex-wrap items-center gap-2">
            <Button
              size="sm"
              variant="primary"
              kbd="mod+s"
              busy={form.isSaving}
              disabled={!canSave}
              onClick={form.submit}
            >
              Save as revision {next}
            </Button>
            {props.actions}
          </div>
        </>
      )}
    </Form>
  );
}
