import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { VERDICT_LABEL, type Verdict } from "./verdict";
import { VerdictGlyph } from "./verdict-icon";

interface VerdictPillProps extends Omit<ComponentProps<"span">, "children"> {
  verdict: Verdict;
  /** Stands on the line of a sentence. */
  inText?: boolean;
}

const pillClass =
  "inline-flex h-5 items-center gap-[5px] rounded-full border pr-[7px] pl-[5px] text-12 font-medium whitespace-nowrap [&>svg]:size-3 [&>svg]:stroke-2 [&>.lucide]:stroke-3";

const TONE: Record<Verdict, string> = {
  pass: "border-pass-border bg-pass-bg text-pass",
  fail: "border-fail-border bg-fail-bg text-fail",
  inconclusive: "border-inconclusive-border bg-inconclusive-bg text-inconclusive",
  not_measured: "border-notmeasured-border border-dashed text-notmeasured",
};

/** Where the verdict is the row's point. "Not measured" should say why beside it. */
export function VerdictPill({ verdict, inText = false, className, ...rest }: VerdictPillProps) {
  return (
    <span
      className={cn(pillClass, inText ? "align-[-1px]" : "align-middle", TONE[verdict], className)}
      {...rest}
    >
      <VerdictGlyph verdict={verdict} />
      {VERDICT_LABEL[verdict]}
    </span>
  );
}
