import type { Outcome } from "@/lib/runs/contract";
import type { CaseTally } from "@/lib/stats/verdicts/rate-gate";

/** The answers to one case by their outcome. */
export function countAnswers(answers: readonly { outcome: Outcome }[]): CaseTally {
  const count = { passed: 0, failed: 0, errored: 0 };
  for (const { outcome } of answers) count[outcome]++;
  return count;
}

/**
 * The outcome under which a case with repeats is listed: failed when more of its answers failed than passed,
 * so a tie is no fail; errored when there are errors only. For lists and filters. Rates never use it: there
 * a case counts with the mean of its answers.
 */
export function caseOutcome({ passed, failed }: CaseTally): Outcome {
  if (passed + failed === 0) return "errored";
  return failed > passed ? "failed" : "passed";
}
