import type { ReactNode } from "react";

export interface MenuItem {
  label: ReactNode;
  /** A second line. */
  description?: ReactNode;
  /** At the right end: a shortcut or a value. */
  hint?: ReactNode;
  icon?: ReactNode;
  href?: string;
  onSelect?: () => void;
  /** Given: one of a set of choices, with a tick when true. */
  checked?: boolean;
  danger?: boolean;
  disabled?: boolean;
}

export type MenuEntry = MenuItem | { heading: string } | { separator: true };
