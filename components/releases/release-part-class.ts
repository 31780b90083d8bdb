import { cn } from "@/components/ui/cn";

/** A part of a release: its name and what it says side by side. */
export const partClass = cn(
  "grid grid-cols-[108px_minmax(0,1fr)] gap-x-4 gap-y-1 py-3 max-[640px]:grid-cols-1",
  "not-first:border-t first:pt-0",
);

export const partTitleClass = "text-13 font-semibold";
export const partHintClass = "mt-0.5 block text-12 font-normal text-text-3";
