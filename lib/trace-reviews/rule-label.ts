/** Why a trace is in the week's queue; `open` is a trace that somebody reviews on its own page. */
export const RULE_LABEL: Record<string, string> = {
  failed: "failed",
  low_score: "low score",
  escalated: "escalated",
  refused: "refused",
  slow: "slow",
  costly: "costly",
  unusual: "unusual",
  random: "random",
  open: "own page",
};
