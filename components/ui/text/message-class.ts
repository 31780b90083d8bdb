import { cva } from "class-variance-authority";

/** The bar above a message's text. */
export const messageHeadClass = cva("flex items-center gap-2 bg-subtle text-12 text-text-2", {
  variants: {
    size: { md: "h-9 px-3", sm: "h-[30px] px-3", edit: "h-8 pr-1 pl-1.5" },
    /** Without its message below it has no line either. */
    folded: { true: "", false: "border-b" },
  },
  defaultVariants: { size: "md", folded: false },
});

export const roleClass = "font-mono text-12/none font-semibold text-text";
