import type { ReactNode } from "react";

export interface ToastOptions {
  /** Faint text after the message: a ticket, a time. */
  detail?: ReactNode;
  /** The next step. */
  action?: { label: string; onClick: () => void };
}
