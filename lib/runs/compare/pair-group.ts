import type { CaseTally } from "@/lib/stats/verdicts/rate-gate";

/** Cases that two runs share and that have the same numbers of answers by outcome in both. */
export interface PairGroup {
  candidate: CaseTally;
  baseline: CaseTally;
  cases: number;
}

/** One pair for each case, for the statistics of pairs. */
export const pairsOf = (groups: readonly PairGroup[]) =>
  groups.flatMap(({ candidate, baseline, cases }) =>
    Array.from({ length: cases }, () => ({ candidate, baseline })),
  );

export const casesOf = (groups: readonly PairGroup[]): number =>
  groups.reduce((sum, { cases }) => sum + cases, 0);
