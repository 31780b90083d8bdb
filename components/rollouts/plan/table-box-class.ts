import { cn } from "@/components/ui/cn";

/** A table with fields inside a form: its own frame, close cells. */
export const tableBoxClass = cn(
  "min-w-0 overflow-clip rounded border [--cell-end:8px] [--cell-start:12px] [--cell-x:6px]",
);
