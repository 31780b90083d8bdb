"use client";
import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { Button } from "@/components/ui/controls/button";
import { Dialog } from "@/components/ui/overlays/dialog";
import type { DialogProps } from "@/components/ui/overlays/dialog-props";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { FormProblem } from "./form-problem";
import type { ZodForm } from "./use-zod-form";

export interface FormDialogProps<Values extends FieldValues>
  extends Pick<DialogProps, "title" | "description" | "size" | "sticky" | "alert" | "children"> {
  form: ZodForm<Values>;
  onClose: () => void;
  submitLabel: string;
  cancelLabel?: string;
  tone?: "primary" | "danger";
  canSubmit?: boolean;
  /** Also submits. */
  kbd?: string;
  buttonSize?: "md" | "sm";
  /** At the left end of the footer. */
  aside?: ReactNode;
  /** Between Cancel and the button that submits. */
  actions?: ReactNode;
  /** Nothing to save, only to look at. */
  isReadOnly?: boolean;
}

/** A form in a dialog. Cancel forgets what was typed; closed in any other way, it is there at the next opening. */
export function FormDialog<Values extends FieldValues>({
  form,
  onClose,
  submitLabel,
  cancelLabel = "Cancel",
  tone = "primary",
  canSubmit = true,
  kbd,
  buttonSize = "md",
  aside,
  actions,
  isReadOnly = false,
  children,
  ...dialog
}: FormDialogProps<Values>) {
  useShortcuts(
    kbd
      ? [{ keys: kbd, label: submitLabel, group: "Dialog", enabled: canSubmit, run: form.submit }]
      : [],
  );
  const cancel = () => {
    form.discard();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      {...(isReadOnly ? {} : { onSubmit: form.submit })}
      footer={
        isReadOnly ? (
          aside || (
            <Button size={buttonSize} onClick={onClose}>
              Close
            </Button>
          )
        ) : (
          <>
            {aside}
            <Button size={buttonSize} onClick={cancel}>
              {cancelLabel}
            </Button>
            {actions}
            <Button
              size={buttonSize}
              type="submit"
              variant={tone}
              kbd={kbd}
              busy={form.isSaving}
              disabled={!canSubmit}
            >
              {submitLabel}
            </Button>
          </>
        )
      }
      {...dialog}
    >
      <FormProblem form={form} />
      {children}
    </Dialog>
  );
}
