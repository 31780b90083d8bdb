import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { VERDICT_LABEL, type Verdict } from "./verdict";
import { VERDICT_TONE, VerdictGlyph } from "./verdict-icon";

interface VerdictPillProps extends Omit<ComponentProps<"span">, "children"> {
  verdict: Verdict;
}

/** Where the verdict is the row's point. "Not measured" should say why beside it. */
export function VerdictPill({ verdict, className, ...rest }: VerdictPillProps) {
  return (
    <span className={cn("verdict", `verdict-${VERDICT_TONE[verdict]}`, className)} {...rest}>
      <VerdictGlyph verdict={verdict} />
      {VERDICT_LABEL[verdict]}
    </span>
  );
}
