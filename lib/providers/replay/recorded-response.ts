import type { ModelResponse } from "@/lib/providers/provider";
import { RecordedResponse } from "./recording-contract";

/** An answer as it is recorded. */
export function toRecorded({ usage, ...response }: ModelResponse): RecordedResponse {
  const { costUsd, costUnknown, ...tokens } = usage;
  return { ...response, usage: tokens, costUsd, costUnknown };
}

/** A recorded answer, given again: it keeps what it used and took when it was given. */
export function replayRecorded(stored: unknown): ModelResponse {
  const { usage, costUsd, costUnknown, ...response } = RecordedResponse.parse(stored);
  const cost = { costUsd, costUnknown: costUsd === null ? (costUnknown ?? "not_given") : null };
  return {
    ...response,
    // Earlier recordings do not say these.
    usage: { cacheWriteTokens: null, reasoningTokens: null, ...usage, ...cost },
    recorded: true,
  };
}
