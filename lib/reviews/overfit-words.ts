import { formatNumber } from "@/lib/format-number";
import type { ReviewEvidence } from "@/lib/reviews/evidence/evidence-contract";
import { gapBetween } from "@/lib/stats/verdicts/overfit-gap";

type Measured = Pick<ReviewEvidence, "evalSet" | "split" | "passRateDifference">;

/**
 * Whether a version gained more on the cases that its author sees than on the holdout, both against the same
 * base, in words. Null: it was not compared on both.
 */
export function overfitWords(evidence: readonly Measured[], evalSet: string): string | null {
  const gainOn = (split: Measured["split"]) => {
    const one = evidence.find((each) => each.evalSet === evalSet && each.split === split);
    const { value, low, high } = one?.passRateDifference ?? { value: 0, low: null, high: null };
    return low === null || high === null ? null : { value, low, high };
  };
  const [development, holdout] = [gainOn("development"), gainOn("holdout")];
  if (!development || !holdout) return null;
  const { low, high, isReal } = gapBetween(development, holdout);
  const gains = `${gained(development.value)} on development, ${gained(holdout.value)} on the holdout`;
  const range = `${points(low)} to ${points(high)} points`;
  return isReal
    ? `${gains}; a real gap (${range}): the version may be fitted to what its author sees.`
    : `${gains}; the gap of ${range} may be chance.`;
}

function gained(share: number): string {
  const size = points(Math.abs(share));
  if (size === "0") return "no gain";
  return `${size} points ${share > 0 ? "gained" : "lost"}`;
}

const points = (share: number): string => formatNumber(share * 100, 1);
