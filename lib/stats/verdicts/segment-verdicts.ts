import type { CasesToDecide } from "./cases-to-decide";
import { holmCorrection } from "./holm-correction";
import type { GateVerdict } from "./interval-verdict";
import { computePairs, type PairReadings, pairsToDecide, type TallyPair } from "./pair-gate";

/** With fewer pairs a segment is not tested, and does not count as a look. */
const LEAST_PAIRS = 5;
const SIGNIFICANT = 0.05 + 1e-9;

export interface SegmentDecision {
  verdict: GateVerdict;
  readings: PairReadings;
  /** Two-sided, errors left out, and the same corrected for all segments (Holm); null: not tested. */
  p: number | null;
  adjusted: number | null;
  /** The verdict that it would be without the errors, where they stand in its way. */
  withoutErrors: GateVerdict | null;
  toDecide: CasesToDecide | null;
}

/**
 * Verdicts on several segments that are looked at together are Holm's decision and nothing else: a corrected
 * p of at most 0.05 is a pass or a fail by the side of −margin on which the difference lies. Errors count as in
 * `decidePairs`. Null for a segment without a case that has an answer in both runs.
 */
export function decideSegments(
  segments: readonly (readonly TallyPair[])[],
  margin: number,
): (SegmentDecision | null)[] {
  const all = segments.map((pairs) => computePairs(pairs, { margin }));
  const family = (of: "plain" | "worst" | "best") => {
    const ps = all.map((one) => (one && one.n >= LEAST_PAIRS ? one[of].p : null));
    return { ps, adjusted: holmCorrection(ps) };
  };
  const [plain, worst, best] = [family("plain"), family("worst"), family("best")];
  const looks = plain.ps.filter((p) => p !== null).length;
  return all.map((readings, index): SegmentDecision | null => {
    if (!readings) return null;
    const verdictOf = (of: "plain" | "worst" | "best", adjusted: (number | null)[]) =>
      holmVerdict(readings[of].value + margin, adjusted[index] ?? null);
    const withoutErrors = verdictOf("plain", plain.adjusted);
    const isPass = verdictOf("worst", worst.adjusted) === "pass";
    const isFail = verdictOf("best", best.adjusted) === "fail";
    const verdict = isPass ? "pass" : isFail ? "fail" : "inconclusive";
    return {
      verdict,
      readings,
      p: plain.ps[index] ?? null,
      adjusted: plain.adjusted[index] ?? null,
      withoutErrors: withoutErrors === verdict ? null : withoutErrors,
      toDecide:
        verdict === "inconclusive"
          ? pairsToDecide(readings.differences, { margin, tail: 0.025 / Math.max(1, looks) })
          : null,
    };
  });
}

function holmVerdict(distance: number, adjusted: number | null): GateVerdict {
  if (adjusted === null || adjusted > SIGNIFICANT || distance === 0) return "inconclusive";
  return distance > 0 ? "pass" : "fail";
}
