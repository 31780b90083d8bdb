"use client";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { FormError } from "@/components/ui/controls/form-error";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { Dialog } from "./dialog";

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A question: "Roll back to v5?" */
  title: ReactNode;
  /** What will happen, to whom. May hold a field. */
  children: ReactNode;
  /** The verb: "Roll back". */
  confirmLabel: string;
  /** What stays as it is: "Keep v6 at 50 %". */
  cancelLabel?: string;
  tone?: "danger" | "primary";
  /** The dialog closes when it is done, and shows the message of what it throws. */
  onConfirm: () => Promise<unknown> | unknown;
  disabled?: boolean;
}

export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  cancelLabel = "Cancel",
  tone = "primary",
  onConfirm,
  disabled,
}: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function confirm() {
    if (busy || disabled) return;
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown.message : "That did not work. Try again.");
    } finally {
      setBusy(false);
    }
  }

  useShortcuts([
    {
      keys: "mod+enter",
      label: confirmLabel,
      group: "Dialog",
      enabled: open,
      run: () => void confirm(),
    },
  ]);

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setError(null);
        onOpenChange(next);
      }}
      title={title}
      alert
      onSubmit={() => void confirm()}
      footer={
        <>
          <Button size="sm" onClick={() => onOpenChange(false)}>
            {cancelLabel}
          </Button>
          <Button
            size="sm"
            type="submit"
            variant={tone}
            kbd="mod+enter"
            busy={busy}
            disabled={disabled}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div>{children}</div>
      <FormError>{error}</FormError>
    </Dialog>
  );
}
