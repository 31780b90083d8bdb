import "server-only";
import type { Execution, ExecutionError } from "@/lib/executions/execution";
import { makeCandidate } from "@/lib/executions/make-candidate";
import { isBusy } from "@/lib/http/app-error";
import { loadJudgeDefinitions } from "@/lib/judges/load-definitions";
import { outputSchemaOf, toolsOf } from "@/lib/prompts/versioned-content";
import { answerOutcome } from "@/lib/scorers/answer-outcome";
import { errored } from "@/lib/scorers/finding";
import { listJudgeNames } from "@/lib/scorers/may-vote";
import type { Judge } from "@/lib/scorers/score/judge-request";
import { scoreAnswer, toScore } from "@/lib/scorers/score/score-output";
import type { Embed } from "@/lib/scorers/score/score-similar";
import type { TryPlan } from "./plan-try";
import type { TryFailed } from "./try-contract";

/** What the scorers of the case's set say of the answer; nothing without a case. */
export async function judgeTry(
  { target, input, expected, scorers }: TryPlan,
  execution: Execution,
  models: { judge: Judge; embed: Embed },
  projectId: string,
) {
  if (!scorers) return {};
  const question = {
    input: input.values,
    expected,
    outputSchema: outputSchemaOf(target),
    tools: toolsOf(target),
  };
  const candidate = makeCandidate(execution, question);
  const judges = await loadJudgeDefinitions(projectId, listJudgeNames(scorers));
  const verdicts = await scoreAnswer(scorers, { ...candidate, ...models, judges }, projectId).catch(
    (error: unknown) => {
      // The answer was paid for: it is shown without a verdict.
      if (isBusy(error)) return scorers.map((spec) => toScore(spec, errored(error.message)));
      throw error;
    },
  );
  return { verdicts, outcome: answerOutcome({ callFailed: false, scores: verdicts }) };
}

/** Why there is no answer, for the reader. */
export function problemOf(
  { reason, message: detail, retryable }: ExecutionError,
  requestId: string | null,
): TryFailed["problem"] {
  return { code: "provider_failed", reason, detail, retryable, requestId };
}
