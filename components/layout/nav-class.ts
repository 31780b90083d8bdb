import { cn } from "@/components/ui/cn";

/** An entry of the side bar or of the settings' list. */
export const navClass = cn(
  "flex h-7 w-full items-center gap-2 rounded px-2 text-left text-13 text-text-2",
  "hover:bg-hover hover:text-text chosen:bg-surface chosen:font-medium chosen:text-text",
  "chosen:ring chosen:ring-border dark:chosen:bg-hover dark:chosen:ring-0",
);

export const navCountClass = "ml-auto text-[11px] tabular-nums";
