import type { ReactNode } from "react";

/** Beside a changed setting: what the version has that the draft begins from. */
export function FormerValue({ children }: { children: ReactNode }) {
  return <span className="text-text-3 whitespace-nowrap">was {children}</span>;
}
