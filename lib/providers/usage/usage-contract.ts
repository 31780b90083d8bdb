import { z } from "zod";

const tokens = z.int().min(0).nullable();

/**
 * Tokens as the provider counted them, null where it did not say. `inputTokens` includes those read from a
 * cache and those written to one, `outputTokens` those of the reasoning.
 */
export const TokenCounts = z.object({
  inputTokens: tokens,
  cachedInputTokens: tokens,
  cacheWriteTokens: tokens,
  outputTokens: tokens,
  reasoningTokens: tokens,
  /** Set when we counted instead of the provider. */
  estimated: z.literal(true).optional(),
});
export type TokenCounts = z.infer<typeof TokenCounts>;

/** Why nobody can say what an answer cost. */
export const CostUnknown = z.enum([
  /** The model is in no price list. */
  "no_price",
  /** The server did not count the tokens. */
  "no_tokens",
  /** The counts contradict each other: more cached tokens than tokens. */
  "unclear_tokens",
  /** There is no answer. What was read of the request may have cost something. */
  "no_answer",
  /** Whoever recorded the answer did not say. */
  "not_given",
]);
export type CostUnknown = z.infer<typeof CostUnknown>;

/** What an answer used: its tokens, and their price. */
export const Usage = TokenCounts.extend({
  /** US dollars. */
  costUsd: z.number().min(0).nullable(),
  /** Null when the cost is known; of what was stored before reasons were, also when it is not. */
  costUnknown: CostUnknown.nullable(),
});
export type Usage = z.infer<typeof Usage>;

/** What is summed of the calls that clients tell of. */
export type ReportedUsage = Pick<
  Usage,
  "inputTokens" | "cachedInputTokens" | "outputTokens" | "costUsd"
>;

export type Cost = Pick<Usage, "costUsd" | "costUnknown">;
