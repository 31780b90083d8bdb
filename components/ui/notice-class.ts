import { cva } from "class-variance-authority";

export const noticeClass = cva(
  "flex items-start gap-2 rounded border px-3 py-2 text-13 [&>.lucide]:mt-0.5",
  {
    variants: {
      tone: {
        info: "bg-subtle",
        warn: "border-inconclusive-border bg-inconclusive-bg [&>.lucide]:text-inconclusive",
        fail: "border-fail-border bg-fail-bg [&>.lucide]:text-fail",
        holdout: "border-holdout-border bg-holdout-bg [&>.lucide]:text-holdout",
      },
    },
    defaultVariants: { tone: "info" },
  },
);
