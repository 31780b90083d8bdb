import type { Score } from "./contract";

export type AnswerOutcome = "passed" | "failed" | "errored";

/**
 * What one answer to a case came to.
 *
 * - `errored`: the call failed; or no scorer failed but at least one could not say (an error, or
 *   something it needs is unknown); or there was nothing to say at all.
 * - `failed`: at least one scorer failed, whatever the others could not say.
 * - `passed`: every scorer passed.
 */
export function answerOutcome(result: {
  callFailed: boolean;
  scores: readonly Pick<Score, "passed">[];
}): AnswerOutcome {
  if (result.callFailed || result.scores.length === 0) return "errored";
  if (result.scores.some(({ passed }) => passed === false)) return "failed";
  return result.scores.every(({ passed }) => passed === true) ? "passed" : "errored";
}
