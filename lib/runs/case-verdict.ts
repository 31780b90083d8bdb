import type { Outcome } from "./contract";

/**
 * One verdict for a case from its repeats: it passes when more than half of the repeats that have a verdict
 * passed. Errors are no verdict; a case with errors only is `errored`. Repeats never add cases: n stays the
 * number of cases.
 */
export function caseVerdict(outcomes: readonly Outcome[]): Outcome {
  let passed = 0;
  let failed = 0;
  for (const outcome of outcomes) {
    if (outcome === "passed") passed++;
    else if (outcome === "failed") failed++;
  }
  if (passed + failed === 0) return "errored";
  return passed > failed ? "passed" : "failed";
}
