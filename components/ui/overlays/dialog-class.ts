import { cva } from "class-variance-authority";

export const backdropClass = "fixed inset-0 z-40 bg-overlay";
/** The column is as wide as the window: a wide dialog in a column of its own size would pass its edges. */
export const viewportClass = "fixed inset-0 z-41 grid grid-cols-[minmax(0,1fr)] overflow-auto";

export const dialogClass = cva(
  "flex max-h-[calc(100dvh-32px)] max-w-full flex-col overflow-hidden rounded-lg bg-surface shadow-lg outline-none",
  {
    variants: {
      size: { sm: "w-110", md: "w-160", palette: "w-150 text-13", lg: "w-240", xl: "w-300" },
    },
    defaultVariants: { size: "sm" },
  },
);
