import type { CriterionMetric } from "@/lib/specs/criterion-metric";
import type { RunAnswer, RunCase } from "@/lib/specs/run-case";
import { shareOfAllPassing } from "@/lib/stats/summaries/repeat-consistency";
import type { GateVerdict } from "@/lib/stats/verdicts/interval-verdict";
import type { CaseTally } from "@/lib/stats/verdicts/rate-gate";

/** What an errored answer would have cost is not known, so a mean bears only few of them. */
const MAX_ERROR_SHARE = 0.05;

export function heldUp(verdict: GateVerdict, errored: number, of: number) {
  const isHeldUp = verdict !== "inconclusive" && errored / of > MAX_ERROR_SHARE;
  return {
    verdict: isHeldUp ? ("inconclusive" as const) : verdict,
    errored,
    withoutErrors: isHeldUp ? verdict : null,
  };
}

export const shareOf = ({ passed, failed }: CaseTally): number | null =>
  passed + failed === 0 ? null : passed / (passed + failed);

export const turned = ({ passed, failed, errored }: CaseTally): CaseTally => ({
  passed: failed,
  failed: passed,
  errored,
});

/** A case's answers by whether they are what the rate counts. */
export function hitsOf({ answers }: RunCase, metric: CriterionMetric | undefined): CaseTally {
  const hits = (isHit: (answer: RunAnswer) => boolean): CaseTally => {
    const passed = answers.filter(isHit).length;
    return { passed, failed: answers.length - passed, errored: 0 };
  };
  // An error is what these two count, not a hole in the sample; calling again does not undo it.
  if (metric === "error_rate") {
    return hits(({ outcome, wasErrored }) => outcome === "errored" || wasErrored);
  }
  if (metric === "retry_rate") return hits(({ retries }) => retries > 0);
  const count = (kind: RunAnswer["outcome"]) =>
    answers.filter(({ outcome }) => outcome === kind).length;
  return { passed: count("passed"), failed: count("failed"), errored: count("errored") };
}

/**
 * A case's chance that all of `k` answers pass, as a tally: its errors could all have failed or all have
 * passed, and what lies between the two is what they leave open.
 */
export function allPassTally({ passed, failed, errored }: CaseTally, k: number): CaseTally {
  const answers = passed + failed + errored;
  if (answers < k) return { passed: 0, failed: 0, errored: 0 };
  const worst = shareOfAllPassing(passed, answers, k);
  const best = shareOfAllPassing(passed + errored, answers, k);
  return {
    passed: worst * answers,
    failed: (1 - best) * answers,
    errored: (best - worst) * answers,
  };
}

/** Mean of a case's answers; null without one, or when the price of one is unknown. */
export function meanOf({ answers }: RunCase, metric: CriterionMetric | undefined): number | null {
  const values = answers.filter(hasAnswer).map((answer) => figureOf(answer, metric));
  const measured = values.filter((value) => value !== null);
  if (measured.length === 0 || measured.length < values.length) return null;
  return measured.reduce((sum, value) => sum + value, 0) / measured.length;
}

/** Means over the answers, so that a case with more repeats does not weigh more. */
export function costAndSuccess(each: RunCase) {
  const { passed, failed } = hitsOf(each, undefined);
  return {
    amount: meanOf(each, "cost_usd") ?? 0,
    successes: passed + failed === 0 ? 0 : passed / (passed + failed),
  };
}

/** Only an answer has a latency. */
export const hasAnswer = ({ latencyMs }: RunAnswer): boolean => latencyMs !== null;

function figureOf(answer: RunAnswer, metric: CriterionMetric | undefined): number | null {
  switch (metric) {
    case "input_tokens":
      return answer.inputTokens;
    case "output_tokens":
      return answer.outputTokens;
    case "tool_calls":
      return answer.toolCalls;
    case "cost_usd":
    case "cost_per_success_usd":
      return answer.costUsd;
    default:
      return answer.latencyMs;
  }
}
