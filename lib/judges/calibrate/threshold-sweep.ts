import type { CalibrationAnalysis } from "@/lib/judges/calibration-contract";
import { rate } from "@/lib/stats/intervals/wilson-interval";

const MOST_STEPS = 21;

/** True positive and true negative rate by the least score that would pass; empty without scores or one side. */
export function thresholdSweep(
  items: readonly { isHumanPass: boolean; score: number | null }[],
): CalibrationAnalysis["sweep"] {
  const scored = items.flatMap(({ isHumanPass, score }) =>
    score === null ? [] : [{ isHumanPass, score }],
  );
  const passes = scored.filter(({ isHumanPass }) => isHumanPass);
  const fails = scored.filter(({ isHumanPass }) => !isHumanPass);
  if (new Set(scored.map(({ score }) => score)).size < 3) return [];
  return Array.from({ length: MOST_STEPS }, (_, step) => step / (MOST_STEPS - 1)).flatMap(
    (threshold) => {
      const isPassed = ({ score }: { score: number }) => score >= threshold - 1e-9;
      const truePositiveRate = rate(passes.filter(isPassed).length, passes.length);
      const trueNegativeRate = rate(fails.filter((one) => !isPassed(one)).length, fails.length);
      return truePositiveRate && trueNegativeRate
        ? [{ threshold, truePositiveRate, trueNegativeRate }]
        : [];
    },
  );
}
