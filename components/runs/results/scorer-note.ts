import { formatCount, formatCountOf, formatFixed, formatRate } from "@/lib/format-number";
import type { ScorerOutcome } from "@/lib/runs/summary-contract";

export type Outcomes = Readonly<Record<string, ScorerOutcome>>;

/** Scorers of this run that count field by field. */
export const fieldScorers = (scores: Outcomes): string[] =>
  Object.keys(scores).filter((name) => (scores[name]?.fields?.byField ?? []).length > 0);

/** What a pass rate does not say of a scorer: how it reads fields, how it refuses, and what it could not score. */
export function scorerNote({ ofCase, fields, refusal, ...unknown }: ScorerOutcome): string {
  const { errored, notMeasured } = unknown;
  const part = (name: string, value: number | null) => `${name} ${formatFixed(value)}`;
  return [
    ...(ofCase ? ["scorer of single cases"] : []),
    ...(fields
      ? [part("precision", fields.precision), part("recall", fields.recall), part("F1", fields.f1)]
      : []),
    ...(refusal?.overRefusal ? [`over-refusal ${rateOf(refusal.overRefusal)}`] : []),
    ...(refusal?.missedRefusal ? [`missed refusals ${rateOf(refusal.missedRefusal)}`] : []),
    ...(errored > 0 ? [formatCountOf(errored, "error")] : []),
    ...(notMeasured > 0 ? [`${formatCount(notMeasured)} not measured`] : []),
  ].join(" · ");
}

const rateOf = ({ value, n }: { value: number; n: number }): string =>
  `${formatRate(value)} of ${formatCount(n)}`;
