export type Verdict = "pass" | "fail" | "inconclusive" | "not_measured";

export type ComparisonEvidence = {
  /** Candidate minus baseline on the shared cases; null without any pair. Null bounds: too few. */
  difference: { value: number; low: number | null; high: number | null; n: number } | null;
  /** Shared cases that should have been compared, with or without a result. */
  plannedPairs: number;
  /** Of those, the ones where either run has an error instead of a verdict. */
  erroredPairs: number;
  /** How much worse is still acceptable, in the unit of the difference; 0 or more. */
  margin?: number;
  /** Rates: higher. Latency and cost: lower. */
  better?: "higher" | "lower";
};

/** Above this share of errors the rest is no fair sample of the cases. */
export const MAX_ERROR_SHARE = 0.05;

/**
 * Verdict on a comparison, with the reason in words.
 *
 * - `not_measured`: there is no pair.
 * - `inconclusive`: more than 5 % of the planned pairs have an error, the interval is unknown, or it
 *   contains the bar.
 * - `pass`: the whole interval is at or on the good side of the bar (0, or the margin on its bad side:
 *   non-inferiority).
 * - `fail`: the whole interval is beyond the bar.
 */
export function comparisonVerdict(evidence: ComparisonEvidence): {
  verdict: Verdict;
  reason: string;
} {
  const { difference, plannedPairs, erroredPairs, margin = 0, better = "higher" } = evidence;
  if (!difference || difference.n === 0) {
    return { verdict: "not_measured", reason: "No case has a result in both runs." };
  }
  if (plannedPairs > 0 && erroredPairs / plannedPairs > MAX_ERROR_SHARE) {
    return {
      verdict: "inconclusive",
      reason: `${erroredPairs} of ${plannedPairs} shared cases have errors, more than 5 %. Retry the errors first.`,
    };
  }
  if (difference.low === null || difference.high === null) {
    return {
      verdict: "inconclusive",
      reason: `${difference.n} shared cases are too few for an interval.`,
    };
  }
  const [worst, best] =
    better === "higher" ? [difference.low, difference.high] : [-difference.high, -difference.low];
  const bar = margin > 0 ? "the accepted margin" : "no difference";
  if (worst >= -margin) {
    return { verdict: "pass", reason: `The whole interval is on the good side of ${bar}.` };
  }
  if (best < -margin) {
    return { verdict: "fail", reason: `The whole interval is on the bad side of ${bar}.` };
  }
  return {
    verdict: "inconclusive",
    reason: `The interval contains ${bar}: ${difference.n} shared cases cannot tell.`,
  };
}
