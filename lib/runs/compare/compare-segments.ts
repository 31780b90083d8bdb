import { momentsOf, repeatedRate } from "@/lib/stats/intervals/repeated-rate";
import type { CaseTally } from "@/lib/stats/verdicts/rate-gate";
import { decideSegments } from "@/lib/stats/verdicts/segment-verdicts";
import { type CasePair, isJudged } from "./case-pair";
import type { ComparedSegment } from "./comparison-contract";
import { explainSegment } from "./explain-comparison";

const HIDDEN_SEGMENT = "These holdout cases are not shown as a group.";

/** Segments of a comparison; those that are not reported are no looks that the correction counts. */
export function compareSegments(
  pairs: readonly CasePair[],
  names: readonly string[],
  { margin, tellable }: { margin: number; tellable: readonly string[] },
): ComparedSegment[] {
  const shown = names.filter((name) => tellable.includes(name));
  const pairsOf = new Map(
    shown.map((name) => [name, pairs.filter(({ group }) => group.segments.includes(name))]),
  );
  const decisions = decideSegments([...pairsOf.values()], margin);
  const looks = decisions.filter((decision) => decision?.p != null).length;
  return names.map((segment): ComparedSegment => {
    const pairsOfSegment = pairsOf.get(segment);
    if (!pairsOfSegment) return { ...nothing(segment), reason: HIDDEN_SEGMENT, withheld: true };
    const decision = decisions[shown.indexOf(segment)] ?? null;
    const judged = pairsOfSegment.filter(isJudged);
    const difference = decision && {
      value: decision.readings.plain.value,
      low: decision.readings.worst.low,
      high: decision.readings.best.high,
      n: decision.readings.n,
    };
    return {
      ...nothing(segment),
      n: judged.length,
      baseline: rateOf(judged.map(({ baseline }) => baseline)),
      candidate: rateOf(judged.map(({ candidate }) => candidate)),
      difference,
      pValue: decision?.p ?? null,
      adjustedPValue: decision?.adjusted ?? null,
      verdict: decision?.verdict ?? "not_measured",
      reason: explainSegment(segment, decision, looks),
      casesNeeded: decision?.toDecide?.cases ?? null,
      casesNeededVerdict: decision?.toDecide?.verdict ?? null,
    };
  });
}

const nothing = (segment: string) => ({
  segment,
  n: null,
  baseline: null,
  candidate: null,
  difference: null,
  pValue: null,
  adjustedPValue: null,
  decidedBy: "holm" as const,
  verdict: "not_measured" as const,
  casesNeeded: null,
  casesNeededVerdict: null,
  withheld: false,
});

const rateOf = (sides: readonly CaseTally[]) =>
  repeatedRate(
    momentsOf(sides.map(({ passed, failed }) => ({ passed, answers: passed + failed }))),
  );
