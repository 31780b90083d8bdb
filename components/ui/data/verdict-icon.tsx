import { Check, Minus, TriangleAlert, X } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { type CaseOutcome, VERDICT_LABEL, type Verdict } from "./verdict";

function Wave(props: ComponentProps<"svg">) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: decoration beside a word
    <svg
      className="size-4 flex-none fill-none stroke-[1.5] stroke-current [stroke-linecap:round] [stroke-linejoin:round]"
      viewBox="0 0 16 16"
      {...props}
    >
      <path d="M2.5 9c1.5-3 3.5-3 5.5-1s4 2 5.5-1" />
    </svg>
  );
}

export const VERDICT_TONE: Record<Verdict, "pass" | "fail" | "inconclusive" | "notmeasured"> = {
  pass: "pass",
  fail: "fail",
  inconclusive: "inconclusive",
  not_measured: "notmeasured",
};

/** The bare drawing, for use beside the word. */
export function VerdictGlyph({ verdict }: { verdict: Verdict }) {
  if (verdict === "pass") return <Check aria-hidden="true" />;
  if (verdict === "fail") return <X aria-hidden="true" />;
  if (verdict === "inconclusive") return <Wave aria-hidden="true" />;
  return <Minus aria-hidden="true" />;
}

const TONE = {
  pass: "text-pass",
  fail: "text-fail",
  inconclusive: "text-inconclusive",
  notmeasured: "text-notmeasured",
};

export const iconMarkClass =
  "relative inline-grid size-4 flex-none place-items-center align-middle [&>.lucide]:stroke-[2.6] [&>svg]:size-3.5 [&>svg]:stroke-[1.75]";

function Mark({
  label,
  tone,
  children,
  className,
}: {
  label: string;
  tone: keyof typeof TONE;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span className={cn(iconMarkClass, TONE[tone], className)} title={label}>
      {children}
      <span className="sr-only">{label}</span>
    </span>
  );
}

/** Icon only, where the column says what it is; the word is there for screen readers. */
export function VerdictIcon({
  verdict,
  label,
  className,
}: {
  verdict: Verdict;
  label?: string;
  className?: string;
}) {
  return (
    <Mark
      label={label ?? VERDICT_LABEL[verdict]}
      tone={VERDICT_TONE[verdict]}
      className={className}
    >
      <VerdictGlyph verdict={verdict} />
    </Mark>
  );
}

const OUTCOME = {
  passed: { tone: "pass", icon: <Check aria-hidden="true" /> },
  failed: { tone: "fail", icon: <X aria-hidden="true" /> },
  errored: { tone: "inconclusive", icon: <TriangleAlert aria-hidden="true" /> },
} as const;

/** Outcome of one case: passed, failed, or errored (no answer to judge). `null`: not run yet. */
export function OutcomeIcon({
  outcome,
  label,
  className,
}: {
  outcome: CaseOutcome | null;
  label?: string;
  className?: string;
}) {
  if (!outcome)
    return (
      <Mark label={label ?? "not run"} tone="notmeasured" className={className}>
        <Minus aria-hidden="true" />
      </Mark>
    );
  const { tone, icon } = OUTCOME[outcome];
  return (
    <Mark label={label ?? outcome} tone={tone} className={className}>
      {icon}
    </Mark>
  );
}
