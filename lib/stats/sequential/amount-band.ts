import { type AmountSums, logAmountEvidence } from "./amount-evidence";

const PER_DOUBLING = 8;
const DOUBLINGS = 2;

/** Bars from a quarter of `bar` to four times it; `bar` itself stands in the middle. */
export const barsAround = (bar: number): number[] =>
  Array.from(
    { length: 2 * DOUBLINGS * PER_DOUBLING + 1 },
    (_, i) => bar * 2 ** (i / PER_DOUBLING - DOUBLINGS),
  );

/**
 * Band of a mean, or of cost per success, that holds at every look at once: the edges are the bars at which the
 * evidence reaches the threshold, interpolated between stored bars. `low` is 0 and `high` null where no stored
 * bar is excluded. `high` is of amounts cut at the cap. Null without units or successes.
 */
export function amountBand(
  sums: AmountSums,
  logThreshold: number,
): { value: number; low: number; high: number | null; n: number } | null {
  const { n, amount, successes } = sums;
  if (n === 0 || successes === 0) return null;
  const places = sums.bars.map((_, place) => place);
  return {
    value: amount / successes,
    low: edge(sums, "above", places, logThreshold) ?? 0,
    high: edge(sums, "below", places.toReversed(), logThreshold),
    n,
  };
}

/** The last bar of `places` that the evidence excludes, as those before it; evidence falls along `places`. */
function edge(
  sums: AmountSums,
  against: "above" | "below",
  places: readonly number[],
  logThreshold: number,
): number | null {
  let last: { bar: number; log: number } | null = null;
  for (const place of places) {
    const bar = sums.bars[place] ?? 0;
    const log = logAmountEvidence(sums, against, place);
    if (log < logThreshold) {
      return last && last.bar * (bar / last.bar) ** ((last.log - logThreshold) / (last.log - log));
    }
    last = { bar, log };
  }
  return last?.bar ?? null;
}
