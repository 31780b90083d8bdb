import type { TallyPair } from "@/lib/stats/verdicts/pair-gate";
import type { CaseTally } from "@/lib/stats/verdicts/rate-gate";

/** One case in one run: its answers by outcome, and means over them. */
export interface CaseSide extends CaseTally {
  caseId: string;
  latencyMs: number | null;
  costUsd: number | null;
}

export interface ComparableCase extends CaseSide {
  kind: string;
  segments: readonly string[];
  /** Counted, and never named. */
  isWithheld: boolean;
}

export interface CasePair extends TallyPair {
  candidate: ComparableCase;
  baseline: CaseSide;
}

export const hasVerdict = ({ passed, failed }: CaseTally): boolean => passed + failed > 0;

export const isJudged = ({ candidate, baseline }: CasePair): boolean =>
  hasVerdict(candidate) && hasVerdict(baseline);
