"use client";
import { type ReactNode, Suspense, useState } from "react";

interface WhenUsedProps {
  open: boolean;
  children: ReactNode;
}

/**
 * Holds back a dialog until it first opens, so that its code (`React.lazy`) is loaded only then.
 * Afterwards it stays, to keep what was typed and to close calmly.
 */
export function WhenUsed({ open, children }: WhenUsedProps) {
  const [used, setUsed] = useState(open);
  if (open && !used) setUsed(true);
  return used && <Suspense>{children}</Suspense>;
}
