import { logMixture } from "./log-mixture";

/** Share of the stake that each bet puts up, all with the same weight. */
export const STAKES: readonly number[] = [0.02, 0.05, 0.1, 0.2, 0.4];
export const STAKE_LOG_WEIGHTS: readonly number[] = STAKES.map(() => Math.log(1 / STAKES.length));

/** The same for bets on "below the bar", which risk less because amounts are far below their cap. */
const STAKES_BELOW: readonly number[] = [0.05, 0.1, 0.25, 0.5, 0.95];

/**
 * What is stored of the units of one arm: per bar and stake a log, `above` against "the mean is at most the
 * bar", `below` against "it is at least the bar". For cost per success the mean is Σ amount / Σ successes;
 * otherwise each unit counts as one success.
 */
export type AmountSums = {
  n: number;
  amount: number;
  successes: number;
  /** Bars in growing order, fixed when the rollout starts. */
  bars: number[];
  cap: number;
  above: number[];
  below: number[];
};

/** `cap` bounds amounts in `below` only, because from rare huge amounts no mean can be proved small. */
export const createAmountSums = (bars: readonly number[], cap: number): AmountSums => ({
  n: 0,
  amount: 0,
  successes: 0,
  bars: [...bars],
  cap,
  above: bars.flatMap(() => STAKES.map(() => 0)),
  below: bars.flatMap(() => STAKES.map(() => 0)),
});

/** Adds a unit's mean amount ≥ 0 and share of successes, in place; its bet on a bar B is (amount − B·successes) / B. */
export function addAmount(sums: AmountSums, amount: number, successes = 1): void {
  sums.n++;
  sums.amount += amount;
  sums.successes += successes;
  const capped = Math.min(amount, sums.cap);
  for (let at = 0; at < sums.bars.length; at++) {
    const bar = sums.bars[at] ?? 1;
    const excess = (amount - bar * successes) / bar;
    // The least that bar · successes − capped can be is −cap, so a stake of 1 would risk all.
    const room = (bar * successes - capped) / sums.cap;
    for (let i = 0; i < STAKES.length; i++) {
      const place = at * STAKES.length + i;
      const stake = STAKES[i] ?? 0;
      sums.above[place] = (sums.above[place] ?? 0) + Math.log1p(stake * excess);
      sums.below[place] = (sums.below[place] ?? 0) + Math.log1p((STAKES_BELOW[i] ?? 0) * room);
    }
  }
}

/**
 * ln of the evidence against "the mean is at most (`above`) or at least (`below`) the bar at this place of
 * `bars`": the mean over stakes of Π (1 + stake · bet) (I. Waudby-Smith and A. Ramdas, Journal of the Royal
 * Statistical Society B 86, 2024).
 */
export const logAmountEvidence = (
  sums: AmountSums,
  against: "above" | "below",
  place: number,
): number => logMixture(sums[against], STAKE_LOG_WEIGHTS, place * STAKES.length);
