import { z } from "zod";

const tokens = z.int().min(0).nullable();

/** Why nobody can say what a call cost. */
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

/**
 * What an answer used: tokens as the provider counted them, null where it did not say, and their price.
 * `inputTokens` includes those read from a cache and those written to one, `outputTokens` those of the
 * reasoning.
 */
export const Usage = z
  .object({
    inputTokens: tokens,
    cachedInputTokens: tokens,
    cacheWriteTokens: tokens,
    outputTokens: tokens,
    reasoningTokens: tokens,
    /** US dollars. */
    costUsd: z.number().min(0).nullable(),
    /** Null when the cost is known. */
    costUnknown: CostUnknown.nullable(),
    /** Set when we counted instead of the provider. */
    estimated: z.literal(true).optional(),
  })
  .meta({ id: "Usage" });
export type Usage = z.infer<typeof Usage>;
