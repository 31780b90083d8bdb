import { makeResponder, type Responder } from "./baseline-answer";
import { readPrompt } from "./baseline-reading";
import { splitRequest } from "./baseline-request";
import type { ChatMessage, JsonSchema } from "./contract";
import type { ModelRequest, ModelResponse, Provider } from "./provider";
import { ProviderError } from "./provider-error";

export const BASELINE_MODEL = "baseline";

const PROMPTS_KEPT = 64;

/**
 * The model without a key, and without being a language model: it reads labels, definitions,
 * examples and output format from the rendered prompt and answers with the label most like the
 * input. The same request always gets the same answer, and only the prompt moves its score.
 * Token counts are estimates of four characters each and say so; the cost is 0.
 */
export function makeLocalBaseline(): Provider {
  const responders = new Map<string, Responder>();

  const responderFor = (
    instructions: string,
    pairs: { input: string; output: string }[],
    schema: JsonSchema | undefined,
  ): Responder => {
    const key = JSON.stringify([instructions, pairs, schema]);
    const known = responders.get(key);
    if (known) return known;
    const responder = makeResponder(readPrompt(instructions, pairs, schema));
    const oldest = responders.size >= PROMPTS_KEPT ? responders.keys().next().value : undefined;
    if (oldest !== undefined) responders.delete(oldest);
    responders.set(key, responder);
    return responder;
  };

  return {
    async complete(request, { signal, onText }) {
      if (signal.aborted) throw new ProviderError("cancelled", "The call was cancelled.");
      const startedAt = performance.now();
      const { instructions, pairs, input, attributes } = splitRequest(request.messages);
      const text = responderFor(instructions, pairs, request.outputSchema)(input, attributes);
      const latencyMs = performance.now() - startedAt;
      onText?.(text);
      return toResponse(request, text, latencyMs, onText !== undefined);
    },
    listModels: async () => [BASELINE_MODEL],
  };
}

function toResponse(
  request: ModelRequest,
  text: string,
  latencyMs: number,
  isStreamed: boolean,
): ModelResponse {
  return {
    text,
    toolCalls: [],
    finishReason: "stop",
    usage: {
      inputTokens: estimateTokens(request.messages),
      cachedInputTokens: 0,
      outputTokens: Math.ceil(text.length / 4),
      estimated: true,
    },
    costUsd: 0,
    latencyMs,
    timeToFirstTokenMs: isStreamed ? latencyMs : null,
    requestId: null,
    model: BASELINE_MODEL,
  };
}

function estimateTokens(messages: readonly ChatMessage[]): number {
  return Math.ceil(messages.reduce((sum, { content }) => sum + content.length, 0) / 4);
}
