import { binomialWindow } from "../../../lib/stats/distributions/binomial-distribution.ts";

/** When rollouts were rolled back: the share of them by so many units, and the units by which a share of them was. */
export function endsOf(times, rollouts) {
  const sorted = times.filter((time) => time !== null).toSorted((one, other) => one - other);
  return {
    by: (units) => sorted.filter((time) => time <= units).length / rollouts,
    rolledBack: sorted.length / rollouts,
    quantile: (share) => sorted[Math.ceil(share * rollouts) - 1] ?? null,
  };
}

/** The same from the exact chances to be rolled back at unit 1, 2, … */
export function endsOfChances(chances) {
  let sum = 0;
  const cumulated = chances.map((chance) => {
    sum += chance;
    return sum;
  });
  return {
    by: (units) => cumulated[Math.min(units, cumulated.length) - 1],
    rolledBack: sum,
    quantile: (share) => {
      const at = cumulated.findIndex((reached) => reached >= share);
      return at < 0 ? null : at + 1;
    },
  };
}

/** Promised whatever the truth: a harmless rollout is rolled back in at most 5 of 100. */
const MOST_FALSE = 0.05;
/** With fewer rollouts than this a share of 5 in 100 says nothing about the promise. */
const ENOUGH = 1_000;
/** A bar of all was seen so in a thousand rollouts, which one in a thousand may miss. */
const NEARLY_ALL = 0.999;
/** So unlikely has a result to be, were the bar just met, before it is out: one of a thousand lines by chance. */
const CHANCE = 0.001;

/**
 * Whether the ends meet their bar: at most or at least a share rolled back, half of all by `median` units, 95 of 100
 * by `p95`. Of so many rounds, those of the smaller simulation, theirs or the bar's own, a worse count is out only
 * when chance hardly makes it: by the binomial distribution, which holds for few rounds and small shares as well.
 */
export function isMet({ by, rolledBack }, { atMost, atLeast, median, p95 }, rounds) {
  const rounded = (share) => Math.round(share * rounds);
  const isLow = (share, bar) => chanceOf(rounds, bar, (count) => count <= rounded(share)) < CHANCE;
  const isHigh = (share, bar) => chanceOf(rounds, bar, (count) => count >= rounded(share)) < CHANCE;
  return (
    (atMost === undefined || !isHigh(rolledBack, atMost)) &&
    (atMost === undefined || rounds < ENOUGH || rolledBack <= MOST_FALSE) &&
    (atLeast === undefined || !isLow(rolledBack, Math.min(atLeast, NEARLY_ALL))) &&
    (median === undefined || !isLow(by(median), 0.5)) &&
    (p95 === undefined || !isLow(by(p95), 0.95))
  );
}

function chanceOf(rounds, share, isCounted) {
  const { first, probabilities } = binomialWindow(rounds, share);
  return probabilities.reduce((sum, p, index) => (isCounted(first + index) ? sum + p : sum), 0);
}
