import { caseVerdict } from "@/lib/runs/case-verdict";
import type { Outcome } from "@/lib/runs/contract";
import { caseOutcome } from "@/lib/scorers/case-outcome";
import { pairedMeanDifference } from "@/lib/stats/paired-bootstrap";
import { quantileInterval } from "@/lib/stats/quantile-interval";
import { rate } from "@/lib/stats/wilson-interval";
import { type CriterionMetric, isRate, QUANTILES } from "./criterion-metric";
import type { Measured } from "./gate-verdict";
import { ratioInterval } from "./ratio-interval";
import type { PassedBy, RunAnswer, RunCase } from "./run-case";

export interface Measure {
  /** undefined: the pass rate of scorers. */
  metric: CriterionMetric | undefined;
  passedBy: PassedBy;
}

export interface Measurement {
  /** null: nothing to count. */
  measured: Measured | null;
  planned: number;
  errored: number;
  isCostUnknown: boolean;
}

/**
 * A criterion's value over the cases of a run. Rates count cases, by the majority of their repeats, with
 * errors left out; latencies, tokens and cost count answers, as a run's own summary does. Quantiles have an
 * interval from order statistics, means a BCa bootstrap, cost per success a bootstrap over cases.
 */
export function measureCases(cases: readonly RunCase[], measure: Measure): Measurement {
  const verdicts = cases.map((each) => verdictOf(each, measure.passedBy));
  const errored = verdicts.filter((verdict) => verdict === "errored").length;
  const { metric } = measure;
  const planned = cases.length;
  if (isRate(metric)) {
    const counted = cases.map((each) => hits(each, measure)).filter((hit) => hit !== null);
    const measured = rate(counted.filter(Boolean).length, counted.length);
    // An error is what these two count, not a hole in the sample.
    const isAboutErrors = metric === "error_rate" || metric === "retry_rate";
    return { measured, planned, errored: isAboutErrors ? 0 : errored, isCostUnknown: false };
  }
  const answers = cases.flatMap(({ answers: own }) => own).filter(hasAnswer);
  const values = answers.map((answer) => figureOf(answer, metric));
  const known = values.filter((value) => value !== null);
  const isCostUnknown = known.length < values.length && metric !== undefined && isCost(metric);
  const base = { planned, errored, isCostUnknown };
  if (isCostUnknown || known.length === 0) return { ...base, measured: null };
  if (metric === "cost_per_success_usd") {
    return { ...base, measured: ratioInterval(costsAndSuccesses(cases, measure.passedBy)) };
  }
  const quantile = metric ? QUANTILES[metric] : undefined;
  const measured =
    quantile === undefined
      ? pairedMeanDifference(new Array<number>(known.length).fill(0), known)
      : quantileInterval(known, quantile);
  return { ...base, measured };
}

/** Whether a case counts as a hit of a rate; null: it has no verdict and is left out. */
export function hits(each: RunCase, { metric, passedBy }: Measure): boolean | null {
  if (metric === "error_rate") {
    return each.answers.every(({ outcome }) => outcome === "errored");
  }
  if (metric === "retry_rate") return each.answers.some(({ retries }) => retries > 0);
  const verdict = verdictOf(each, passedBy);
  return verdict === "errored" ? null : verdict === "passed";
}

/** Mean of a case's answers; null without one, or when the price of one is unknown. */
export function meanOf(each: RunCase, metric: CriterionMetric | undefined): number | null {
  const values = each.answers.filter(hasAnswer).map((answer) => figureOf(answer, metric));
  const known = values.filter((value) => value !== null);
  if (known.length === 0 || known.length < values.length) return null;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

export function verdictOf({ answers }: RunCase, passedBy: PassedBy): Outcome {
  return caseVerdict(answers.map((answer) => outcomeOf(answer, passedBy)));
}

function outcomeOf(answer: RunAnswer, passedBy: PassedBy): Outcome {
  if (passedBy === "outcome") return answer.outcome;
  return caseOutcome({
    callFailed: answer.callFailed,
    scores: passedBy.scorers.map((name) => ({ passed: answer.passes[name] ?? null })),
  });
}

/** Only an answer has a latency. */
const hasAnswer = ({ latencyMs }: RunAnswer): boolean => latencyMs !== null;

const isCost = (metric: CriterionMetric): boolean => metric.startsWith("cost");

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

const costsAndSuccesses = (cases: readonly RunCase[], passedBy: PassedBy) =>
  cases.map(({ answers }) => ({
    amount: answers.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0),
    count: answers.filter((answer) => outcomeOf(answer, passedBy) === "passed").length,
  }));
