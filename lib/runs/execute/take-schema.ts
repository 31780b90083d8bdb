import type { ModelRequest, ModelResponse } from "@/lib/providers/provider";
import type { JudgeReply } from "@/lib/scorers/score/judge-request";
import type { CallOutcome } from "./call-model";

/** What servers write that know no structured output. */
const SCHEMA_WORDS =
  /response_?format|json_?schema|structured|output_?config|responseSchema|grammar/i;

/**
 * Asks for an answer in the request's schema, and once more without it where the server does not take one: the
 * rules of the request ask for the same form in words.
 */
export async function withSchemaIfTaken(
  request: ModelRequest,
  call: (request: ModelRequest) => Promise<CallOutcome>,
): Promise<CallOutcome> {
  const outcome = await call(request);
  if (outcome.ok || outcome.error.reason !== "bad_request") return outcome;
  if (!SCHEMA_WORDS.test(outcome.error.message)) return outcome;
  const { outputSchema: _, ...plain } = request;
  return call(plain);
}

export const toReply = ({ text, finishReason, toolCalls }: ModelResponse): JudgeReply => ({
  text,
  finishReason,
  toolCalls: toolCalls.length,
});
