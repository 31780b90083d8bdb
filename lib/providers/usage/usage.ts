import type { CostUnknown, Usage } from "./usage-contract";

/** Nothing was used, which is known: where a sum begins. */
export const noUsage: Usage = {
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  costUsd: 0,
  costUnknown: null,
};

/** Nobody knows what was used. */
export const unknownUsage = (costUnknown: CostUnknown): Usage => ({
  inputTokens: null,
  cachedInputTokens: null,
  cacheWriteTokens: null,
  outputTokens: null,
  reasoningTokens: null,
  costUsd: null,
  costUnknown,
});

/** Both together. What is unknown of one is unknown of the whole. */
export function addUsage(one: Usage, two: Usage): Usage {
  const costUsd = plus(one.costUsd, two.costUsd);
  return {
    inputTokens: plus(one.inputTokens, two.inputTokens),
    cachedInputTokens: plus(one.cachedInputTokens, two.cachedInputTokens),
    cacheWriteTokens: plus(one.cacheWriteTokens, two.cacheWriteTokens),
    outputTokens: plus(one.outputTokens, two.outputTokens),
    reasoningTokens: plus(one.reasoningTokens, two.reasoningTokens),
    costUsd,
    costUnknown: costUsd === null ? (one.costUnknown ?? two.costUnknown) : null,
    ...(one.estimated || two.estimated ? { estimated: true } : {}),
  };
}

const plus = (one: number | null, two: number | null): number | null =>
  one === null || two === null ? null : one + two;
