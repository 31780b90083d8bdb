import { formatNumber } from "@/lib/format-number";
import type { Bounded } from "@/lib/stats/intervals/difference-interval";
import { gapBetween, type OverfitGap } from "@/lib/stats/verdicts/overfit-gap";

/** Whether a version gained more on the cases that its author sees than on the holdout, in words. */
export function gapInWords(
  development: Bounded,
  holdout: Bounded,
  { low, high, isReal }: OverfitGap = gapBetween(development, holdout),
): string {
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
