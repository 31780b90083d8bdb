import type { Usage } from "@/lib/providers/usage/usage-contract";
import type { Outcome } from "@/lib/runs/contract";
import { answerOutcome } from "@/lib/scorers/answer-outcome";

/** One answer of a run, without its text. `passes`: by scorer; null: the scorer could not say. */
export interface RunAnswer extends Pick<Usage, "inputTokens" | "outputTokens" | "costUsd"> {
  repeat: number;
  outcome: Outcome;
  passes: Readonly<Record<string, boolean | null>>;
  /** What the case's own scorers said. */
  casePasses: readonly (boolean | null)[];
  callFailed: boolean;
  /** A call failed for good before this answer, and somebody had it called again. */
  wasErrored: boolean;
  /** From a recording: no call was made. */
  recorded: boolean;
  latencyMs: number | null;
  toolCalls: number;
  retries: number;
}

/** One case of a run with the answers of its repeats. */
export interface RunCase {
  caseRowId: string;
  segments: readonly string[];
  answers: readonly RunAnswer[];
}

/**
 * How a run's answers are read: by a scorer, by all of the set's scorers and those of the case itself, or as the run
 * judged them.
 */
export type PassedBy = { scorers: readonly string[]; withCaseScorers: boolean } | "outcome";

/** The cases with each answer's outcome by these scorers, so that answers of several runs can be pooled. */
export function judgeCases(cases: readonly RunCase[], passedBy: PassedBy): RunCase[] {
  if (passedBy === "outcome") return [...cases];
  const outcomeOf = ({ callFailed, passes, casePasses }: RunAnswer): Outcome =>
    answerOutcome({
      callFailed,
      scores: [
        ...passedBy.scorers.map((name) => ({ passed: passes[name] ?? null })),
        ...(passedBy.withCaseScorers ? casePasses.map((passed) => ({ passed })) : []),
      ],
    });
  return cases.map((each) => ({
    ...each,
    answers: each.answers.map((answer) => ({ ...answer, outcome: outcomeOf(answer) })),
  }));
}

/**
 * The answers of several runs of the same content, case by case. A recorded answer counts only where no call
 * was made for the case, and once: the same recording says nothing new.
 */
export function poolCases(runs: readonly (readonly RunCase[])[]): RunCase[] {
  const pooled = new Map<string, RunCase>();
  for (const each of runs.flat()) {
    const before = pooled.get(each.caseRowId);
    const answers = before ? [...before.answers, ...each.answers] : each.answers;
    pooled.set(each.caseRowId, { ...each, answers });
  }
  return [...pooled.values()].map((each) => ({ ...each, answers: withoutCopies(each.answers) }));
}

function withoutCopies(answers: readonly RunAnswer[]): readonly RunAnswer[] {
  const calls = answers.filter(({ recorded }) => !recorded);
  return calls.length > 0 ? calls : answers.slice(0, 1);
}
