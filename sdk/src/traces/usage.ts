import { isRecord } from "../../../lib/http/body/is-record";

/** Tokens of a call; those of the input include what caches were read and written, as in Galley. */
export interface Usage {
  inputTokens?: number;
  cachedInputTokens?: number;
  cacheWriteTokens?: number;
  outputTokens?: number;
}

/**
 * The usage in an answer of OpenAI (chat completions and responses), Anthropic or the Vercel AI SDK; empty for
 * anything else, because a number that is not known is not 0.
 */
export function usageOf(answer: unknown): Usage {
  const usage = isRecord(answer) ? answer.usage : undefined;
  if (!isRecord(usage)) return {};
  const details = firstRecord(
    usage.prompt_tokens_details,
    usage.input_tokens_details,
    usage.inputTokenDetails,
  );
  // Anthropic counts what it read from or wrote to its cache beside the input.
  const read = firstNumber(usage.cache_read_input_tokens);
  const written = firstNumber(usage.cache_creation_input_tokens);
  const input = firstNumber(usage.prompt_tokens, usage.input_tokens, usage.inputTokens);
  return onlyKnown({
    inputTokens: input === undefined ? undefined : input + (read ?? 0) + (written ?? 0),
    cachedInputTokens:
      read ?? firstNumber(details.cached_tokens, details.cacheReadTokens, usage.cachedInputTokens),
    cacheWriteTokens: written ?? firstNumber(details.cacheWriteTokens),
    outputTokens: firstNumber(usage.completion_tokens, usage.output_tokens, usage.outputTokens),
  });
}

function firstNumber(...values: unknown[]): number | undefined {
  return values.find(
    (value): value is number => typeof value === "number" && Number.isInteger(value) && value >= 0,
  );
}

function firstRecord(...values: unknown[]): Record<string, unknown> {
  return values.find(isRecord) ?? {};
}

function onlyKnown(usage: { [K in keyof Usage]: number | undefined }): Usage {
  return Object.fromEntries(
    Object.entries(usage).filter(([, value]) => value !== undefined),
  ) as Usage;
}
