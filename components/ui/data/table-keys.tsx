import type { ReactNode } from "react";
import { Kbd } from "@/components/ui/text/kbd";

interface Props {
  /** What opens the selected row. */
  openKeys?: string;
  /** Further keys, and what else is said below the table. */
  children?: ReactNode;
}

/** Below a table: the keys that work in it. */
export function TableKeys({ openKeys = "enter", children }: Props) {
  return (
    <div className="mt-2 flex flex-wrap items-center gap-3 text-12 text-text-2">
      <span>
        <Kbd keys="j" /> <Kbd keys="k" /> move
      </span>
      <span>
        <Kbd keys={openKeys} /> open
      </span>
      {children}
    </div>
  );
}
