import type { JsonValue } from "@/lib/scorers/json-value";
import { scoreAnswer } from "@/lib/scorers/score/score-output";
import { type AnswerParts, judged, unanswered } from "./answer-case";
import type { Recording } from "./load-recordings";
import type { ResultRow } from "./result-row";
import type { RunCase } from "./run-cases";

/** One imported output, scored like an answer. What was not imported is unknown. */
export async function scoreRecording(
  { projectId, content, scorers, judge }: Omit<AnswerParts, "call">,
  { each, repeat }: { each: RunCase; repeat: number },
  recording: Recording | undefined,
): Promise<ResultRow> {
  const { id, caseId, position, input, expected } = each;
  const base = { ...unanswered, caseRowId: id, caseId, position, repeat };
  if (!recording) throw new Error("A recorded run has only units with an output.");
  const { error: message, ...answer } = recording;
  if (message !== null || answer.output === null) {
    const error = {
      reason: "recorded",
      message: message ?? "No output was recorded.",
      status: null,
    };
    return { ...base, ...answer, error };
  }
  const scores = await scoreAnswer(
    scorers,
    {
      output: answer.output,
      expected,
      input,
      latencyMs: answer.latencyMs,
      costUsd: answer.costUsd,
      toolCalls: answer.toolCalls.map(({ name, arguments: given }) => ({
        name,
        arguments: (given ?? null) as JsonValue,
      })),
      context: { outputSchema: (content.outputSchema ?? null) as JsonValue | null },
      ...(judge ? { judge } : {}),
    },
    projectId,
  );
  return { ...base, ...answer, ...judged(scores) };
}
