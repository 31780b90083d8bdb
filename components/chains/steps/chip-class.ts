import { cva } from "class-variance-authority";

/** A value that a step takes or gives. */
export const chipClass = cva(
  "inline-flex max-w-full items-center rounded-sm px-1.25 font-mono text-11/4.5 wrap-anywhere",
  {
    variants: {
      tone: {
        from: "bg-code-var-bg text-code-var",
        out: "bg-subtle text-text inset-ring inset-ring-border",
        bad: "bg-fail-bg text-fail inset-ring inset-ring-fail-border",
        missing: "border border-dashed border-fail-border text-fail",
      },
      pressable: { true: "cursor-pointer hover:underline underline-offset-2", false: "" },
    },
    defaultVariants: { tone: "out", pressable: false },
  },
);
