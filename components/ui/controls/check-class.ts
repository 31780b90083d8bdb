import { cva } from "class-variance-authority";

/** A checkbox, radio or switch with its words. In a cell there is no line of text to stand on. */
export const checkClass = cva("inline-flex gap-1.5 has-disabled:text-text-3 [td>&]:flex", {
  variants: {
    size: { md: "text-[13px]", sm: "text-12" },
    align: { center: "items-center", start: "items-start" },
  },
  defaultVariants: { size: "md", align: "center" },
});

export const checkInputClass = "size-3.5 flex-none accent-accent-fill";
