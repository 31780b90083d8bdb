import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

const badgeClass = cva(
  "inline-flex h-4.5 items-center gap-1 rounded-sm px-1.5 align-middle text-11 font-medium whitespace-nowrap tabular-nums [&_.lucide]:size-3",
  {
    variants: {
      tone: {
        default: "bg-subtle text-text-2",
        outline: "inset-ring inset-ring-border-strong text-text-2",
        accent: "bg-accent-bg text-accent",
        holdout: "bg-holdout-bg text-holdout",
        must: "inset-ring inset-ring-border-strong text-text-2",
        should: "inset-ring inset-ring-border text-text-3",
        pass: "bg-pass-bg text-pass",
        fail: "bg-fail-bg text-fail",
        warn: "bg-inconclusive-bg text-inconclusive",
      },
    },
    defaultVariants: { tone: "default" },
  },
);

interface BadgeProps extends ComponentProps<"span">, VariantProps<typeof badgeClass> {}

/** States a fact; what can be pressed is a Chip. */
export function Badge({ tone, className, ...rest }: BadgeProps) {
  return <span className={cn(badgeClass({ tone }), className)} {...rest} />;
}
