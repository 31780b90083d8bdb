"use client";
import type { ComponentProps } from "react";
import type { FieldValues } from "react-hook-form";
import type { FormDialogProps } from "@/components/ui/forms/form-dialog";
import { ArchiveButton } from "./archive-button";
import { SettingsDialog } from "./settings-dialog";

interface SetSettingsProps<Values extends FieldValues>
  extends Pick<FormDialogProps<Values>, "form" | "onClose" | "size" | "sticky" | "children">,
    Pick<ComponentProps<typeof ArchiveButton>, "archive" | "listPath"> {
  set: { name: string; archivedAt: string | null };
}

/** What belongs to a set as a whole, and its archive. */
export function SetSettings<Values extends FieldValues>({
  set,
  archive,
  listPath,
  ...dialog
}: SetSettingsProps<Values>) {
  return (
    <SettingsDialog
      name={set.name}
      aside={
        <ArchiveButton
          name={set.name}
          isArchived={set.archivedAt !== null}
          archive={archive}
          listPath={listPath}
          onClose={dialog.onClose}
        />
      }
      {...dialog}
    />
  );
}
