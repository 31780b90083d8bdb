import { cva } from "class-variance-authority";
import { cn } from "@/components/ui/cn";

/** A box that floats over the page: a menu, a popover. */
export const floatingClass = "rounded bg-surface text-13 shadow-lg outline-none";

export const menuClass = cn(
  floatingClass,
  "max-h-(--available-height) min-w-45 max-w-90 overflow-y-auto p-1",
);

/** An entry; `data-highlighted` is Base UI's word for the chosen one, `data-selected` is cmdk's. */
export const menuItemClass = cva(
  "flex cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 outline-none data-highlighted:bg-hover data-disabled:not-data-[disabled=false]:text-text-3 [a&]:cursor-pointer",
  {
    variants: {
      tone: {
        default: "text-text [&>.lucide]:text-text-2",
        danger: "text-fail [&>.lucide]:text-fail",
      },
      size: { md: "min-h-7", lg: "min-h-8 data-[selected=true]:bg-selected" },
    },
    defaultVariants: { tone: "default", size: "md" },
  },
);

export const menuHintClass = "ml-auto pl-4 text-[12px] text-text-3 tabular-nums";
export const menuHeadingClass = "px-2 pt-1.5 pb-0.5 text-11 text-text-3";
