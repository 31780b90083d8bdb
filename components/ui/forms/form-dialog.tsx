"use client";
import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { Button } from "@/components/ui/controls/button";
import { Dialog, type DialogProps } from "@/components/ui/overlays/dialog";
import { FormProblem } from "./form-problem";
import type { ZodForm } from "./use-zod-form";

interface FormDialogProps<Values extends FieldValues>
  extends Pick<DialogProps, "title" | "description" | "size" | "sticky" | "children"> {
  form: ZodForm<Values>;
  onClose: () => void;
  submitLabel: ReactNode;
  canSubmit?: boolean;
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
  canSubmit = true,
  kbd,
  buttonSize = "md",
  aside,
  actions,
  isReadOnly = false,
  children,
  ...dialog
}: FormDialogProps<Values>) {
  const cancel = () => {
    form.discard();
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      {...(isReadOnly ? {} : { onSubmit: form.submit, noValidate: true })}
      footer={
        isReadOnly ? (
          <>
            {aside}
            <Button size={buttonSize} onClick={onClose}>
              Close
            </Button>
          </>
        ) : (
          <>
            {aside}
            <Button size={buttonSize} onClick={cancel}>
              Cancel
            </Button>
            {actions}
            <Button
              size={buttonSize}
              type="submit"
              variant="primary"
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
