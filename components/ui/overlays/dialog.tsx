"use client";
import { lazy, type ReactNode, type RefObject, Suspense, useEffect, useState } from "react";

const DialogBody = lazy(() => import("./dialog-body"));

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** Below the title, read out with it. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the one that does it last. */
  footer?: ReactNode;
  /** 440, 640, 960 or 1200 px. */
  size?: "sm" | "md" | "lg" | "xl";
  /** Asked before work is lost: a press beside the dialog does not close it. */
  sticky?: boolean;
  initialFocus?: RefObject<HTMLElement | null>;
  alert?: boolean;
  /** Everything below the header becomes one form, so that Enter submits it. */
  onSubmit?: () => void;
}

/** Only to confirm, to save or to import. Its code is loaded when it first opens. */
export function Dialog(props: DialogProps) {
  const [used, setUsed] = useState(false);
  useEffect(() => {
    if (props.open) setUsed(true);
  }, [props.open]);
  if (!used) return null;
  return (
    <Suspense>
      <DialogBody {...props} />
    </Suspense>
  );
}
