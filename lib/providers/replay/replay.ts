import type { ModelResponse, Provider } from "@/lib/providers/provider";
import { ProviderError } from "@/lib/providers/provider-error";
import { requestHash } from "./request-hash";

/** Finds a recorded answer by `requestHash`; null when there is none. */
export type FindRecording = (hash: string) => Promise<ModelResponse | null>;

/**
 * Answers from recordings only. What was not recorded is an error, never a made-up answer; what was
 * keeps its measured latency, tokens and cost, and is marked as recorded: nothing is spent for it.
 */
export function makeReplayProvider(findRecording: FindRecording): Provider {
  return {
    async complete(request, { signal, onText }) {
      if (signal.aborted) throw new ProviderError("cancelled", "The call was cancelled.");
      const hash = requestHash(request);
      const recording = await findRecording(hash);
      if (recording === null) {
        throw new ProviderError(
          "not_recorded",
          `There is no recorded answer to this request (${hash.slice(0, 12)}). Run it once on a real connection with recording on.`,
        );
      }
      onText?.(recording.text);
      return recording;
    },
  };
}
