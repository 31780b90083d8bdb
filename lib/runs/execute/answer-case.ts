import "server-only";
import { storableJson, storableText } from "@/lib/db/storable";
import type { Execution } from "@/lib/executions/execution";
import { makeCandidate } from "@/lib/executions/make-candidate";
import type { ExecutionInput } from "@/lib/executions/render-target";
import { outputSchemaOf, toolsOf, type VersionedContent } from "@/lib/prompts/versioned-content";
import { answerOutcome } from "@/lib/scorers/answer-outcome";
import { type Score, ScorerSpec } from "@/lib/scorers/contract";
import type { JudgeDefinitions } from "@/lib/scorers/judge-definition";
import type { Judge } from "@/lib/scorers/score/judge-request";
import { scoreAnswer } from "@/lib/scorers/score/score-output";
import type { Embed } from "@/lib/scorers/score/score-similar";
import { nameScorers } from "@/lib/scorers/scorer-name";
import { judgeSteps } from "./judge-steps";
import type { ResultRow } from "./result-row";
import type { RunCase } from "./run-cases";

/** Longer outputs are scored whole and kept cut: a page has to show them. */
const LONGEST_OUTPUT = 400_000;

export interface AnswerParts {
  projectId: string;
  target: VersionedContent;
  scorers: readonly ScorerSpec[];
  judge: Judge | undefined;
  judges: JudgeDefinitions;
  embed: Embed;
  execute: (target: VersionedContent, input: ExecutionInput) => Promise<Execution>;
}

/** One case, once: execute, score. Everything that goes wrong on the way is an error, not a fail. */
export async function answerCase(
  { projectId, target, scorers, judge, judges, embed, execute }: AnswerParts,
  runCase: RunCase,
  repeat: number,
): Promise<ResultRow> {
  const execution = await execute(target, { values: runCase.input });
  const row = {
    ...placeOf(runCase, repeat),
    ...storedExecution(execution),
    ...storedSteps(target, execution, runCase),
    humanLabel: null,
    otherInput: null,
  };
  if (execution.error) return { ...row, outcome: "errored", scores: [] };
  const candidate = makeCandidate(execution, {
    input: runCase.input,
    expected: runCase.expected,
    outputSchema: outputSchemaOf(target),
    tools: toolsOf(target),
  });
  const stepScore = scoreSteps(row, runCase);
  const scores = await scoreCase(
    scorers,
    runCase.assertions,
    { ...candidate, judges, embed, ...(judge ? { judge } : {}) },
    projectId,
  );
  return { ...row, ...judged(stepScore ? [...scores, stepScore] : scores) };
}

/**
 * The run's scorers and the case's own, which may only add ways to fail: a case passes when all of them pass. A
 * name that both use belongs to the run's.
 */
async function scoreCase(
  scorers: readonly ScorerSpec[],
  assertions: RunCase["assertions"],
  candidate: Parameters<typeof scoreAnswer>[1],
  projectId: string,
): Promise<Score[]> {
  if (assertions === null) return scoreAnswer(scorers, candidate, projectId);
  const specs = nameScorers([...scorers, ...ScorerSpec.array().parse(assertions)]);
  const scores = await scoreAnswer(specs, candidate, projectId);
  return scores.map((score, index) =>
    index < scorers.length ? score : { ...score, ofCase: true },
  );
}

/** A case that expects something of steps passes only when all of them are right, whatever the answer is. */
function scoreSteps(
  { steps, firstWrongStep }: Pick<ResultRow, "steps" | "firstWrongStep">,
  { steps: expectations }: RunCase,
): Score | null {
  if (!steps || !expectations || Object.keys(expectations).length === 0) return null;
  const wrong = steps.find(({ key }) => key === firstWrongStep);
  return {
    ...{ scorer: "steps", kind: "steps", status: "scored", ofCase: true },
    value: wrong ? 0 : 1,
    passed: !wrong,
    reason: wrong ? `${wrong.key}: ${wrong.reason ?? "wrong"}` : "every step is right",
  };
}

const placeOf = ({ id, caseId, position }: RunCase, repeat: number) => ({
  caseRowId: id,
  caseId,
  position,
  repeat,
});

function storedExecution(execution: Execution) {
  const { output, error, toolCalls, usage, finishReason, requestId, retries, recorded } = execution;
  return {
    output: output === null ? null : storableText(output.slice(0, LONGEST_OUTPUT)),
    error: error && {
      reason: error.reason,
      message: storableText(error.message),
      status: error.status,
    },
    toolCalls: storableJson(toolCalls),
    usage,
    latencyMs: rounded(execution.latencyMs),
    firstTokenMs: rounded(execution.firstTokenMs),
    finishReason,
    requestId,
    retries,
    recorded,
  };
}

function storedSteps(
  { kind }: VersionedContent,
  execution: Execution,
  { steps: expectations }: RunCase,
): Pick<ResultRow, "steps" | "firstWrongStep"> {
  if (kind === "prompt") return { steps: null, firstWrongStep: null };
  const { steps, firstWrongStep } = judgeSteps(execution.steps, expectations);
  return { steps: storableJson(steps), firstWrongStep };
}

function judged(scores: Score[]): Pick<ResultRow, "outcome" | "scores" | "error"> {
  const outcome = answerOutcome({ callFailed: false, scores });
  const silent = scores.find(({ passed }) => passed === null);
  const error =
    outcome === "errored"
      ? {
          reason: "scorer",
          message: storableText(
            silent ? `${silent.scorer}: ${silent.reason}` : "No scorer returned a result.",
          ),
          status: null,
        }
      : null;
  return { outcome, scores: storableJson(scores), error };
}

const rounded = (value: number | null) => (value === null ? null : Math.round(value));
