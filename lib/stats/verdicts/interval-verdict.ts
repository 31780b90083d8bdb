/** What the evidence says of a bar; `not_measured` is for whoever has no evidence at all. */
export type GateVerdict = "pass" | "fail" | "inconclusive";

/** Null: nothing is known at that end. */
export type Bounds = { low: number | null; high: number | null };

/** Floating point must not decide: 0.95 measured as 0.9499999999999999 is the bar itself. */
const SAME = 1e-9;

/**
 * Verdict of an interval on a bar of which more is better, the one rule of gates and comparisons. `pass`: the
 * value is at or above the bar and the low end at or above the bar minus the tolerance. `fail`: the high end
 * is below the bar. A difference has its margin as a bar below 0 and no tolerance. Where less is better, both
 * are turned round.
 */
export function intervalVerdict(
  { value, low, high }: Bounds & { value: number },
  bar: number,
  tolerance = 0,
): GateVerdict {
  const same = SAME * Math.max(1, Math.abs(bar));
  if (value >= bar - same && low !== null && low >= bar - tolerance - same) return "pass";
  if (high !== null && high < bar - same) return "fail";
  return "inconclusive";
}

/** The same interval of the opposite: −value, from −high to −low. */
export function mirrored<Of extends Bounds & { value: number }>(interval: Of): Of {
  const { value, low, high } = interval;
  return {
    ...interval,
    value: -value,
    low: high === null ? null : -high,
    high: low === null ? null : -low,
  };
}
