import { formatCount, formatNumber } from "@/lib/format-number";
import type { SegmentDecision } from "@/lib/stats/verdicts/segment-verdicts";

/** The verdict on a cell in words, with the number of comparisons that it allows for. */
export function explainCell(
  decision: SegmentDecision | null,
  { margin, looks }: { margin: number; looks: number },
): string {
  if (!decision) return "No case has a result in both cells.";
  const { verdict, readings, p, withoutErrors } = decision;
  const { n, errored, differences } = readings;
  if (p === null) return `${formatCount(n)} shared cases are too few to test; 5 are needed.`;
  if (withoutErrors && verdict === "inconclusive") {
    const cases =
      errored === 1
        ? "1 shared case has an error"
        : `${formatCount(errored)} shared cases have errors`;
    return `${cases}, which ${withoutErrors === "pass" ? "might cost the pass" : "might change the verdict"}. Retry the errors.`;
  }
  const points = `${formatNumber(margin * 100, 1)} points`;
  const allowing = looks > 1 ? `, even allowing for ${looks} comparisons` : "";
  const better = differences.filter((difference) => difference > 0).length;
  const worse = differences.filter((difference) => difference < 0).length;
  const changes = `${formatCount(better)} better and ${formatCount(worse)} worse of ${formatCount(n)} cases.`;
  if (verdict === "pass") {
    return `${margin > 0 ? `At most ${points} worse than the baseline` : "Better than the baseline"}${allowing}: ${changes}`;
  }
  if (verdict === "fail") {
    return `${margin > 0 ? `More than ${points} worse than the baseline` : "Worse than the baseline"}${allowing}: ${changes}`;
  }
  return `${looks > 1 ? `Allowing for ${looks} comparisons, ` : ""}${formatCount(n)} shared cases cannot tell.`;
}
