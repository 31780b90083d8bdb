import { Check, Clock } from "lucide-react";
import type { StepCheck } from "@/lib/rollouts/contract";

/** What the next step waits for, each met or not, with its figures. */
export function ChecksList({ checks }: { checks: readonly StepCheck[] }) {
  return (
    <ul className="grid gap-1 text-12/4.5 text-text-2" aria-label="Checks">
      {checks.map(({ code, isMet, text }) => (
        <li key={`${code} ${text}`} className="flex items-start gap-1.5">
          {isMet ? (
            <Check className="mt-0.5 size-3.5 text-pass" aria-label="met" />
          ) : (
            <Clock className="mt-0.5 size-3.5" aria-label="not met" />
          )}
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
