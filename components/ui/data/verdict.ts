/** The four verdicts, in the order in which counts are given. Only `pass` opens a gate. */
export const VERDICTS = ["pass", "fail", "inconclusive", "not_measured"] as const;
export type Verdict = (typeof VERDICTS)[number];

export const VERDICT_LABEL: Record<Verdict, string> = {
  pass: "pass",
  fail: "fail",
  inconclusive: "inconclusive",
  not_measured: "not measured",
};

/** Outcome of one case in a run; an error is neither a pass nor a fail. */
export const OUTCOMES = ["passed", "failed", "errored"] as const;
export type CaseOutcome = (typeof OUTCOMES)[number];
