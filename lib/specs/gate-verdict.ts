import { MAX_ERROR_SHARE, type Verdict } from "@/lib/stats/comparison-verdict";

export type Comparator = ">=" | "<=" | ">" | "<";

/** A value with its 95 % interval. A null bound: too few cases to say where it ends. */
export interface Measured {
  value: number;
  low: number | null;
  high: number | null;
  n: number;
}

export interface GateEvidence {
  measured: Measured;
  comparator: Comparator;
  /** In the unit of the value; for a difference from live, minus or plus the margin. */
  bar: number;
  /** Cases that should have counted, and those of them with an error instead of an answer. */
  planned: number;
  errored: number;
}

export const wantsMore = (comparator: Comparator): boolean => comparator.startsWith(">");

/** Floating point must not decide: 0.95 measured as 0.9500000000000001 - 1e-16 is the bar itself. */
const SAME = 1e-9;

export function meets(value: number, comparator: Comparator, bar: number): boolean {
  const distance = Math.abs(value - bar) <= SAME * Math.max(1, Math.abs(bar)) ? 0 : value - bar;
  if (comparator === ">=") return distance >= 0;
  if (comparator === ">") return distance > 0;
  return comparator === "<=" ? distance <= 0 : distance < 0;
}

/**
 * Verdict on a bar, from the interval and never from the point alone.
 *
 * - `pass`: even the unfavourable end of the interval meets the bar.
 * - `fail`: even the favourable end misses it.
 * - `inconclusive`: the bar lies within the interval, the deciding end is unknown, or more than 5 % of the
 *   planned cases have an error, so that the rest is no fair sample of them.
 *
 * A rate's interval never reaches 0 or 1 from inside, so a bar of 100 % can fail and never pass.
 */
export function gateVerdict(evidence: GateEvidence): {
  verdict: Exclude<Verdict, "not_measured">;
  why: string | null;
} {
  const { measured, comparator, bar, planned, errored } = evidence;
  if (planned > 0 && errored / planned > MAX_ERROR_SHARE) {
    const why = `${errored} of ${planned} cases have errors, more than 5 %. Retry the errors of the run first.`;
    return { verdict: "inconclusive", why };
  }
  const [worst, best] = wantsMore(comparator)
    ? [measured.low, measured.high]
    : [measured.high, measured.low];
  if (worst !== null && meets(worst, comparator, bar)) return { verdict: "pass", why: null };
  if (best !== null && !meets(best, comparator, bar)) {
    return { verdict: "fail", why: "Even the favourable end of the interval misses the bar." };
  }
  const cases = measured.n === 1 ? "1 case" : `${measured.n} cases`;
  const why =
    worst === null
      ? `${cases} are too few to say how far the interval goes.`
      : `The bar lies within the interval: ${cases} cannot tell.`;
  return { verdict: "inconclusive", why };
}
