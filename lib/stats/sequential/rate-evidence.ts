import { logMixture } from "./log-mixture";

/** Alternatives as odds ratios to the bar, with their weights. */
export const ODDS_RATIOS: readonly number[] = [1.3, 1.7, 2.5, 4];
export const ODDS_LOG_WEIGHTS: readonly number[] = [0.1, 0.2, 0.5, 0.2].map(Math.log);
const LOG_RATIOS = ODDS_RATIOS.map(Math.log);

/**
 * What is stored of the units of one arm, each with a value in 0..1 of which 1 is bad. The logs are
 * Σ ln(1 + (k − 1)x) per odds ratio k, of x and of 1 − x; they hold for every bar.
 */
export type RateSums = { n: number; bad: number; badLogs: number[]; goodLogs: number[] };

export const createRateSums = (): RateSums => rateSumsOf(0, 0);

/** Sums of `n` units of which `bad` are 1 and the others 0. */
export const rateSumsOf = (bad: number, n: number): RateSums => ({
  n,
  bad,
  badLogs: LOG_RATIOS.map((log) => bad * log),
  goodLogs: LOG_RATIOS.map((log) => (n - bad) * log),
});

/** Adds a unit's value to `sums`, in place. */
export function addRate(sums: RateSums, x: number): void {
  sums.n++;
  sums.bad += x;
  for (let i = 0; i < ODDS_RATIOS.length; i++) {
    const more = (ODDS_RATIOS[i] ?? 1) - 1;
    if (x > 0) sums.badLogs[i] = (sums.badLogs[i] ?? 0) + Math.log1p(more * x);
    if (x < 1) sums.goodLogs[i] = (sums.goodLogs[i] ?? 0) + Math.log1p(more * (1 - x));
  }
}

/** The same units with good and bad exchanged. */
export const mirroredRate = ({ n, bad, badLogs, goodLogs }: RateSums): RateSums => ({
  n,
  bad: n - bad,
  badLogs: goodLogs,
  goodLogs: badLogs,
});

/**
 * ln of the evidence e against "the rate is at most `bar`", 0 < bar < 1: e = Σ w Π (1 + (k − 1)x) / (1 + (k − 1)bar).
 * While the rate is at or below the bar, e never reaches 1/α with more than chance α, however often one looks
 * (J. Ville 1939; H. Robbins, Annals of Mathematical Statistics 41, 1970).
 */
export function logRateEvidence({ n, badLogs }: RateSums, bar: number): number {
  const logs: number[] = [];
  for (let i = 0; i < ODDS_RATIOS.length; i++) {
    logs.push((badLogs[i] ?? 0) - n * Math.log1p(((ODDS_RATIOS[i] ?? 1) - 1) * bar));
  }
  return logMixture(logs, ODDS_LOG_WEIGHTS);
}

/** Of a bar that `logRateEvidence` takes: from 0.1 % up, because no odds ratio fits rarer events. */
export const LEAST_RATE_BAR = 0.001;
