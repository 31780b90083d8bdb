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

/**
 * Whether the ends meet their bar: at most or at least a share rolled back, half of all by `median` units, 95 of 100
 * by `p95`. Shares may be worse by three standard errors of the smaller simulation, theirs or the bar's own.
 */
export function isMet({ by, rolledBack }, { atMost, atLeast, median, p95 }, rounds) {
  const slack = (p) => 3 * Math.sqrt((p * (1 - p)) / rounds);
  return (
    (atMost === undefined || rolledBack <= Math.min(atMost + slack(atMost), MOST_FALSE)) &&
    (atLeast === undefined || rolledBack >= atLeast - slack(atLeast)) &&
    (median === undefined || by(median) >= 0.5 - slack(0.5)) &&
    (p95 === undefined || by(p95) >= 0.95 - slack(0.95))
  );
}
