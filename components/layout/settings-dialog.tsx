"use client";
import type { FieldValues } from "react-hook-form";
import { FormDialog, type FormDialogProps } from "@/components/ui/forms/form-dialog";

interface SettingsDialogProps<Values extends FieldValues>
  extends Pick<
    FormDialogProps<Values>,
    "form" | "onClose" | "size" | "sticky" | "aside" | "children"
  > {
  /** Whose settings they are. */
  name: string;
}

/** What belongs to a thing as a whole. */
export function SettingsDialog<Values extends FieldValues>({
  name,
  ...rest
}: SettingsDialogProps<Values>) {
  return (
    <FormDialog
      title={
        <>
          Settings of <span className="font-mono">{name}</span>
        </>
      }
      submitLabel="Save"
      {...rest}
    />
  );
}
