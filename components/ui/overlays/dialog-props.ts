import type { ReactNode, RefObject } from "react";

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
  /** A schema checks the form, so the browser does not. */
  noValidate?: boolean;
}
