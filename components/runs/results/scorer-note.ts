import { formatCountOf } from "@/lib/format-number";
import type { ScorerOutcome } from "@/lib/runs/summary-contract";

/** What a pass rate does not say of a scorer: how it reads fields, and what it could not score. */
export function scorerNote({ fields, errored, notMeasured }: ScorerOutcome): string {
  const part = (name: string, value: number | null) =>
    `${name} ${value === null ? "unknown" : value.toFixed(2)}`;
  return [
    ...(fields
      ? [part("precision", fields.precision), part("recall", fields.recall), part("F1", fields.f1)]
      : []),
    ...(errored > 0 ? [formatCountOf(errored, "error")] : []),
    ...(notMeasured > 0 ? [`${notMeasured.toLocaleString("en")} not measured`] : []),
  ].join(" · ");
}
