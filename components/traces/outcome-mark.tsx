import { Check, Minus, TriangleAlert, X } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { iconMarkClass } from "@/components/ui/data/verdict-icon";
import type { RequestOutcome } from "@/lib/traces/span";
import { OUTCOME_LABEL } from "./trace-words";

const TONE: Record<RequestOutcome, string> = {
  succeeded: "text-pass",
  failed: "text-fail",
  escalated: "text-fail",
  fell_back: "text-inconclusive",
};

function Glyph({ outcome }: { outcome: RequestOutcome | null }) {
  if (outcome === "succeeded") return <Check aria-hidden="true" />;
  if (outcome === "fell_back") return <TriangleAlert aria-hidden="true" />;
  if (outcome === null) return <Minus aria-hidden="true" />;
  return <X aria-hidden="true" />;
}

/** How a request ended, as a word with its icon; "not reported" when nobody has said. */
export function OutcomeMark({
  outcome,
  strong,
}: {
  outcome: RequestOutcome | null;
  strong?: boolean;
}) {
  return (
    <span className="inline-flex items-center gap-1">
      <span className={cn(iconMarkClass, outcome ? TONE[outcome] : "text-notmeasured")}>
        <Glyph outcome={outcome} />
      </span>
      <span className={cn(strong && "font-semibold", outcome === null && "text-text-3")}>
        {outcome ? OUTCOME_LABEL[outcome] : "not reported"}
      </span>
    </span>
  );
}
