import { logGamma } from "../beta-distribution";
import { finiteExp } from "./finite-exp";

/** Strength of the belief that the split is as planned, in units. */
const PRIOR_UNITS = 100;
/** Evidence from which the split is off; by chance that happens in fewer than 1 of 1,000 stages. */
const OFF_FROM = 1000;

export type SampleRatio = { e: number; isOff: boolean };

/**
 * Whether `candidate` of `n` new units of one stage fit the planned `share` (0 < share < 1): evidence against
 * the split, valid at every look (M. Lindon and A. Malek, NeurIPS 2022). Stages have different splits and are
 * never pooled.
 */
export function sampleRatio(candidate: number, n: number, share: number): SampleRatio {
  const [a, b] = [PRIOR_UNITS * share, PRIOR_UNITS * (1 - share)];
  const logE =
    logBeta(a + candidate, b + n - candidate) -
    logBeta(a, b) -
    candidate * Math.log(share) -
    (n - candidate) * Math.log1p(-share);
  return { e: finiteExp(logE), isOff: logE >= Math.log(OFF_FROM) };
}

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);
