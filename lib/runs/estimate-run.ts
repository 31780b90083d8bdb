import { wilsonInterval } from "@/lib/stats/intervals/wilson-interval";
import { pairsNeeded } from "@/lib/stats/verdicts/cases-to-decide";

/** Between two versions of a prompt about one case in seven tends to change its verdict. */
const CHANGING_SHARE = 0.15;
const STEP = 0.005;
/** A comparison is decided by a 95 % interval. */
const TAIL = 0.025;

/**
 * The least difference of pass rates that a paired comparison on `n` cases would tell in four of five
 * tries, as a fraction; null when even half of all cases changing would not do. Repeats add no cases.
 */
export function tellableDifference(n: number): number | null {
  for (let difference = STEP; difference <= 0.5; difference += STEP) {
    const changing = Math.max(CHANGING_SHARE, difference);
    const needed = pairsNeeded({ difference, changed: changing }, 0, TAIL);
    if (needed !== null && needed <= n) return Number(difference.toFixed(3));
  }
  return null;
}

/** Half the width of the pass rate's interval around an expected rate, as a fraction. */
export function rateMargin(n: number, expected: number): number | null {
  const interval = wilsonInterval(Math.round(n * expected), n);
  return interval && (interval.high - interval.low) / 2;
}

export interface PastRun {
  number: number;
  answers: number;
  costUsd: number | null;
  startedAt: string | null;
  endedAt: string | null;
}

/** What a run of so many answers would cost and take if it went like a past one; null when that is unknown. */
export function scaleFrom(
  past: PastRun | null,
  answers: number,
): { costUsd: number | null; ms: number | null } {
  if (!past || past.answers === 0) return { costUsd: null, ms: null };
  const share = answers / past.answers;
  const took =
    past.startedAt && past.endedAt ? Date.parse(past.endedAt) - Date.parse(past.startedAt) : null;
  return {
    costUsd: past.costUsd === null ? null : past.costUsd * share,
    ms: took === null ? null : took * share,
  };
}
