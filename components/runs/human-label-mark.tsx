import type { CaseOutcome } from "@/components/ui/data/verdict";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";

interface Props {
  label: "pass" | "fail" | null;
  /** What the scorers say of the same answer; null: nothing. */
  outcome: CaseOutcome | null;
}

/** What a person said of an answer, and whether the scorers say otherwise. */
export function HumanLabelMark({ label, outcome }: Props) {
  if (label === null) return <span className="text-12 text-text-3">no label</span>;
  const isOpen = outcome === null || outcome === "errored";
  const agrees = isOpen || (outcome === "passed") === (label === "pass");
  return (
    <span className="flex items-center gap-1 text-12">
      <VerdictIcon verdict={label} /> {label}
      {!agrees && <span className="text-inconclusive">disagrees</span>}
    </span>
  );
}
