import type { ConnectionKind } from "@/lib/providers/contract";
import { computeCost } from "@/lib/providers/usage/prices";
import type { Span } from "./span";

const KIND: readonly [RegExp, ConnectionKind][] = [
  [/anthropic/i, "anthropic"],
  [/^(openai|azure)/i, "openai"],
  [/google|gemini|vertex/i, "google"],
];

/**
 * The span with its cost by the price list, where the client gave none and its tokens are known. A provider that
 * nobody knows is a gateway: the model's maker is asked. Null when the price or a count is not known, which is not
 * 0; only what is no call of a language model, such as an embedding, may have no output.
 */
export function priceSpan(span: Span): Span {
  const { provider, model, inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens } = span;
  if (span.costUsd !== null || model === null || inputTokens === null) return span;
  const kind = KIND.find(([pattern]) => pattern.test(provider ?? ""))?.[1] ?? "openai-compatible";
  const usage = {
    inputTokens,
    cachedInputTokens,
    cacheWriteTokens,
    outputTokens: span.kind === "llm" ? outputTokens : (outputTokens ?? 0),
  };
  const { costUsd } = computeCost({ kind, baseUrl: null, model, provider }, usage);
  return costUsd === null ? span : { ...span, costUsd };
}
