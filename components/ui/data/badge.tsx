import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";

interface BadgeProps extends ComponentProps<"span"> {
  tone?:
    | "default"
    | "outline"
    | "accent"
    | "holdout"
    | "must"
    | "should"
    | "pass"
    | "fail"
    | "warn";
}

const TONE = {
  default: "",
  outline: "badge-outline",
  accent: "badge-accent",
  holdout: "badge-holdout",
  must: "badge-must",
  should: "badge-should",
  pass: "bg-pass-bg text-pass",
  fail: "bg-fail-bg text-fail",
  warn: "bg-inconclusive-bg text-inconclusive",
};

/** States a fact; what can be pressed is a Chip. */
export function Badge({ tone = "default", className, ...rest }: BadgeProps) {
  return <span className={cn("badge", TONE[tone], className)} {...rest} />;
}
