import type { ReactNode } from "react";

/** A version's name, `v12`, inside a sentence or a cell. */
export function VersionTag({ children }: { children: ReactNode }) {
  return <span className="font-mono text-[12px] font-semibold">{children}</span>;
}
