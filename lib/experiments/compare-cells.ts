import { LEAST_GROUP, tellsTooMuch } from "@/lib/eval-sets/least-group";
import { casesOf, type PairGroup, pairsOf } from "@/lib/runs/compare/pair-group";
import type { Outcome } from "@/lib/runs/contract";
import { caseOutcome } from "@/lib/runs/results/case-outcome";
import { pairedPValue } from "@/lib/stats/verdicts/pair-gate";
import type { CaseTally } from "@/lib/stats/verdicts/rate-gate";
import { decideSegments } from "@/lib/stats/verdicts/segment-verdicts";
import type { CellComparison } from "./contract";
import { explainCell } from "./explain-cell";

/** What a cell has in common with the baseline. */
export interface ComparableCell {
  groups: readonly PairGroup[];
  /** Cases with a verdict in each of the two, shared or not. */
  answered: { candidate: number; baseline: number };
}

export interface ComparedCells {
  cells: readonly ComparableCell[];
  margin: number;
  /** The reader may not see the cases: few of them are not told, nor what can be told by subtraction. */
  isPublic: boolean;
}

const HIDDEN = `A comparison of holdout runs shows nothing when fewer than ${LEAST_GROUP} cases are shared, or when 1 to ${LEAST_GROUP - 1} have a verdict in one run only: those could be told by subtraction.`;

/**
 * Cells against one baseline, each by the same rules as a comparison of two runs. Since the best of several is
 * looked for, the verdicts are corrected for looking at all of them at once (Holm).
 */
export function compareCells({ cells, margin, isPublic }: ComparedCells): CellComparison[] {
  const counted = cells.map(({ groups, answered }) => {
    const judged = groups.filter(
      ({ candidate, baseline }) => hasVerdict(candidate) && hasVerdict(baseline),
    );
    const n = casesOf(judged);
    const isHidden =
      isPublic && [answered.candidate, answered.baseline].some((whole) => tellsTooMuch(n, whole));
    return { groups, judged, n, isHidden, pairs: isHidden ? [] : pairsOf(groups) };
  });
  const decisions = decideSegments(
    counted.map(({ pairs }) => pairs),
    margin,
  );
  const looks = decisions.filter((decision) => decision?.p != null).length;
  return counted.map(({ groups, judged, n, isHidden, pairs }, index): CellComparison => {
    const decision = decisions[index] ?? null;
    const count = (was: Outcome, is: Outcome) =>
      isHidden
        ? null
        : casesOf(
            judged.filter(
              ({ candidate, baseline }) =>
                caseOutcome(baseline) === was && caseOutcome(candidate) === is,
            ),
          );
    return {
      n,
      counts: {
        newlyFailing: count("passed", "failed"),
        newlyPassing: count("failed", "passed"),
        stillFailing: count("failed", "failed"),
        stillPassing: count("passed", "passed"),
        errored: casesOf(
          groups.filter(({ candidate, baseline }) => candidate.errored + baseline.errored > 0),
        ),
      },
      passRateDifference: decision && {
        value: decision.readings.plain.value,
        low: decision.readings.worst.low,
        high: decision.readings.best.high,
        n,
      },
      pValue: isHidden ? null : pairedPValue(pairs),
      adjustedPValue: decision?.adjusted ?? null,
      decidedBy: "holm",
      verdict: decision?.verdict ?? "not_measured",
      verdictReason: isHidden ? HIDDEN : explainCell(decision, { margin, looks }),
      casesNeeded: decision?.toDecide?.cases ?? null,
      casesNeededVerdict: decision?.toDecide?.verdict ?? null,
    };
  });
}

const hasVerdict = ({ passed, failed }: CaseTally): boolean => passed + failed > 0;
