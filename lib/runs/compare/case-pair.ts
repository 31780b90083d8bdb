import type { TallyPair } from "@/lib/stats/verdicts/pair-gate";
import type { CaseTally } from "@/lib/stats/verdicts/rate-gate";

/** One case in one run: its answers by outcome, and means over them. */
export interface CaseSide extends CaseTally {
  caseId: string;
  latencyMs: number | null;
  costUsd: number | null;
}

/** What many cases of a run have in common: a comparison tells it of a case, and never of each by itself. */
export interface CaseGroup {
  kind: string;
  segments: readonly string[];
  /** Counted, and never named. */
  isWithheld: boolean;
}

/** What a case is in two runs. */
export interface CasePair extends TallyPair {
  group: CaseGroup;
}

export const hasVerdict = ({ passed, failed }: CaseTally): boolean => passed + failed > 0;

/** False: all that there is was made from another input than the case's. */
export const hasAnswers = ({ passed, failed, errored }: CaseTally): boolean =>
  passed + failed + errored > 0;

export const isJudged = ({ candidate, baseline }: CasePair): boolean =>
  hasVerdict(candidate) && hasVerdict(baseline);
