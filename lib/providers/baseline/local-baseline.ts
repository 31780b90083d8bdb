import { compute } from "@/lib/compute/compute";
import { isAppError } from "@/lib/http/app-error";
import type { ChatMessage } from "@/lib/providers/contract";
import type { ModelRequest, ModelResponse, Provider } from "@/lib/providers/provider";
import { ProviderError } from "@/lib/providers/provider-error";
import { noUsage } from "@/lib/providers/usage/usage";

export const BASELINE_MODEL = "baseline";

/** Reading a prompt takes a few steps for each of its characters, and for each name in its lists. */
const STEPS_PER_CHARACTER = 500;
const BUSY_MS = 5_000;

/**
 * The model without a key, and without being a language model: it reads labels, definitions,
 * examples and output format from the rendered prompt and answers with the label most like the
 * input. The same request always gets the same answer, and only the prompt moves its score.
 * Token counts are estimates of four characters each and say so; the cost is 0.
 */
export function makeLocalBaseline(projectId = ""): Provider {
  return {
    async complete({ messages, outputSchema }, { signal, onText }) {
      if (signal.aborted) throw new ProviderError("cancelled", "The call was cancelled.");
      const steps = lengthOf(messages) * STEPS_PER_CHARACTER;
      const input = { messages, ...(outputSchema ? { outputSchema } : {}) };
      const { text, latencyMs } = await compute("completeBaseline", input, {
        projectId,
        steps,
        signal,
      }).catch(toProviderError);
      onText?.(text);
      return toResponse(messages, text, latencyMs, onText !== undefined);
    },
    async embed({ texts }, { signal }) {
      if (signal.aborted) throw new ProviderError("cancelled", "The call was cancelled.");
      const startedAt = performance.now();
      const characters = texts.reduce((sum, text) => sum + text.length, 0);
      const vectors = await compute("embedBaseline", texts, {
        projectId,
        steps: characters * STEPS_PER_CHARACTER,
        signal,
      }).catch(toProviderError);
      const inputTokens = Math.ceil(characters / 4);
      return {
        vectors,
        usage: { ...noUsage, inputTokens, estimated: true },
        latencyMs: performance.now() - startedAt,
        requestId: null,
      };
    },
    listModels: async () => [BASELINE_MODEL],
  };
}

function toProviderError(error: unknown): never {
  if (error instanceof Error && error.name === "AbortError") {
    throw new ProviderError("cancelled", "The call was cancelled.");
  }
  if (!isAppError(error)) throw error;
  if (error.code === "unavailable") {
    throw new ProviderError("rate_limited", error.message, { retryAfterMs: BUSY_MS });
  }
  throw new ProviderError("bad_request", error.message);
}

function toResponse(
  messages: ModelRequest["messages"],
  text: string,
  latencyMs: number,
  isStreamed: boolean,
): ModelResponse {
  return {
    text,
    toolCalls: [],
    finishReason: "stop",
    usage: {
      inputTokens: Math.ceil(lengthOf(messages) / 4),
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: Math.ceil(text.length / 4),
      reasoningTokens: 0,
      costUsd: 0,
      costUnknown: null,
      estimated: true,
    },
    latencyMs,
    timeToFirstTokenMs: isStreamed ? latencyMs : null,
    requestId: null,
    model: BASELINE_MODEL,
  };
}

const lengthOf = (messages: readonly ChatMessage[]): number =>
  messages.reduce((sum, { content }) => sum + content.length, 0);
