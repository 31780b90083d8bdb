import { formatCount, formatNumber } from "@/lib/format-number";
import type { PairDecision } from "@/lib/stats/verdicts/pair-gate";
import type { SegmentDecision } from "@/lib/stats/verdicts/segment-verdicts";

/** A verdict on two runs in words: what the interval says, and what would settle it. */
export function explainComparison(decision: PairDecision | null, margin: number): string {
  if (!decision) return "No case has a result in both runs.";
  const { verdict, low, high, n, errored, withoutErrors } = decision;
  if (withoutErrors) return `${errorsOf(errored, withoutErrors)} Retry the errors.`;
  const bar = margin > 0 ? `the accepted ${points(margin)}` : "no difference";
  if (verdict === "pass") return `The whole interval is on the good side of ${bar}.`;
  if (verdict === "fail") return `The whole interval is on the bad side of ${bar}.`;
  if (low === null || high === null)
    return `${formatCount(n)} shared cases are too few for an interval.`;
  const little = high < 0 ? "Certainly a little worse. " : "";
  const { toDecide } = decision;
  const more =
    toDecide && toDecide.cases > n
      ? ` If it stays there, ${formatCount(toDecide.cases)} cases would ${toDecide.verdict} four times in five.`
      : "";
  return `${little}The interval contains ${bar}: ${formatCount(n)} shared cases cannot tell.${more}`;
}

/** The verdict on a segment in words, with the number of segments that it allows for. */
export function explainSegment(
  segment: string,
  decision: SegmentDecision | null,
  looks: number,
): string {
  if (!decision) return "No case of it has a result in both runs.";
  const { verdict, readings, p, withoutErrors } = decision;
  const { n, errored, differences } = readings;
  if (p === null) return `${formatCount(n)} shared cases are too few to test; 5 are needed.`;
  if (withoutErrors && verdict === "inconclusive") {
    return `${errorsOf(errored, withoutErrors)} Retry the errors.`;
  }
  const allowing = looks > 1 ? `, even allowing for ${looks} segments` : "";
  const worse = differences.filter((difference) => difference < 0).length;
  const better = differences.filter((difference) => difference > 0).length;
  if (verdict === "fail") {
    return `${segment} got worse${allowing}: ${worse} of ${formatCount(n)} fail more often, ${better} pass more often.`;
  }
  if (verdict === "pass") {
    return `${segment} is better${allowing}: ${better} of ${formatCount(n)} pass more often, ${worse} fail more often.`;
  }
  const family = looks > 1 ? `Allowing for ${looks} segments, ` : "";
  return `${family}${formatCount(n)} shared cases cannot tell.`;
}

const errorsOf = (errored: number, without: string): string =>
  `${errored === 1 ? "1 shared case has an error" : `${formatCount(errored)} shared cases have errors`}, which ${without === "pass" ? "might cost the pass" : "might change the verdict"}.`;

const points = (share: number): string => `${formatNumber(share * 100, 1)} points`;
