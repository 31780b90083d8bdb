import { formatCount, formatCountOf, formatFixed } from "@/lib/format-number";
import type { ScorerOutcome } from "@/lib/runs/summary-contract";

/** What a pass rate does not say of a scorer: how it reads fields, and what it could not score. */
export function scorerNote({ fields, errored, notMeasured }: ScorerOutcome): string {
  const part = (name: string, value: number | null) => `${name} ${formatFixed(value)}`;
  return [
    ...(fields
      ? [part("precision", fields.precision), part("recall", fields.recall), part("F1", fields.f1)]
      : []),
    ...(errored > 0 ? [formatCountOf(errored, "error")] : []),
    ...(notMeasured > 0 ? [`${formatCount(notMeasured)} not measured`] : []),
  ].join(" · ");
}
