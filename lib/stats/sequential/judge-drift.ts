import { wilsonInterval } from "@/lib/stats/intervals/wilson-interval";
import { LEAST_RATE_BAR, logRateEvidence, rateSumsOf } from "./rate-evidence";

/** Evidence at which a judge no longer counts as the one that was calibrated: 1 in 20 by chance, ever. */
export const DRIFT_EVIDENCE = 20;

/** How often judge and people disagreed. */
export type Disagreement = { disagreed: number; n: number };

/** ln of the evidence that a judge disagrees with people more often than it did when it was calibrated. */
export function logDriftEvidence(atCalibration: Disagreement, later: Disagreement): number {
  const bar = wilsonInterval(atCalibration.disagreed, atCalibration.n)?.high ?? 1;
  const { disagreed, n } = later;
  if (bar >= 1) return 0;
  return logRateEvidence(rateSumsOf(disagreed, n), Math.max(LEAST_RATE_BAR, bar));
}

/**
 * Whether later random labels, in the order in which they were made, show that the judge drifted. Looking after each
 * label costs nothing: while its rate of disagreement is that of the calibration, it rarely ever says yes.
 */
export function hasDrifted(atCalibration: Disagreement, disagrees: readonly boolean[]): boolean {
  let disagreed = 0;
  return disagrees.some((isDisagreement, index) => {
    if (isDisagreement) disagreed++;
    const later = { disagreed, n: index + 1 };
    return logDriftEvidence(atCalibration, later) >= Math.log(DRIFT_EVIDENCE);
  });
}
