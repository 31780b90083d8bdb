import type { ModelRequest } from "@/lib/providers/provider";

/** What a connection takes; null: as much as the provider does. */
export interface RateLimits {
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
}

const MINUTE_MS = 60_000;
const CHARACTERS_PER_TOKEN = 4;

/** How long one request, and so many tokens, keep the connection busy. */
export function computeSpacing(
  { requestsPerMinute, tokensPerMinute }: RateLimits,
  tokens: number,
): { requestMs: number; tokensMs: number } {
  return {
    requestMs: requestsPerMinute === null ? 0 : MINUTE_MS / requestsPerMinute,
    tokensMs: tokensPerMinute === null ? 0 : (tokens * MINUTE_MS) / tokensPerMinute,
  };
}

/** Tokens of texts before a provider counts them. */
export const estimateTokensOf = (texts: readonly string[]): number =>
  Math.ceil(texts.reduce((sum, text) => sum + text.length, 0) / CHARACTERS_PER_TOKEN);

/** Tokens of a request before it is sent. Those of the answer are counted when it is there. */
export function estimateTokens({ messages, tools, outputSchema }: ModelRequest): number {
  const extra = tools || outputSchema ? [JSON.stringify({ tools, outputSchema })] : [];
  return estimateTokensOf([...messages.map(({ content }) => content), ...extra]);
}
