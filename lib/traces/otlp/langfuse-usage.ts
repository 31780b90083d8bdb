import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  lookupPath,
} from "@/lib/scorers/json-value";
import { countOf } from "./attribute";
import { type Tokens, tokensOf } from "./reading";

/**
 * Tokens of Langfuse's usage details, or of a provider's own usage object put there. Langfuse's `input` and
 * its `input_…` parts exclude each other; OpenAI's `prompt_tokens` includes the cached ones; Anthropic's
 * `input_tokens` stands beside its `cache_…_input_tokens`.
 */
export function parseUsage(value: JsonValue | undefined): Tokens | undefined {
  if (!isJsonObject(value)) return undefined;
  const at = (...paths: string[]) => {
    for (const path of paths) {
      const count = countOf(lookupPath(value, path));
      if (count !== undefined) return Math.round(count);
    }
    return undefined;
  };
  const prompt = at("prompt_tokens", "promptTokens");
  if (prompt !== undefined) {
    const cached = at("prompt_tokens_details.cached_tokens", "input_cached_tokens");
    return tokensOf({ input: prompt, cached, output: at("completion_tokens", "completionTokens") });
  }
  const input = at("input", "input_tokens", "inputTokens");
  const output = at("output", "output_tokens", "outputTokens");
  if (input === undefined && output === undefined) return undefined;
  const details = at("input_tokens_details.cached_tokens");
  if (details !== undefined) return tokensOf({ input, cached: details, output });
  const cached = at(
    "input_cached_tokens",
    "cache_read_input_tokens",
    "input_cache_read",
    "cached_input_tokens",
  );
  const written = at("cache_creation_input_tokens", "input_cache_creation", "input_cache_write");
  return {
    input: input === undefined ? null : totalInput(value, input, at("total")),
    cachedInput: cached ?? null,
    cacheWrite: written ?? null,
    output: output === undefined ? null : output + partsOf(value, /^output_(?!tokens)/),
  };
}

/** Where a total is told, it says whether the parts stand beside the input or within it. */
function totalInput(usage: JsonObject, input: number, total: number | undefined): number {
  const beside = partsOf(
    usage,
    /^input_(?!tokens)|^cache_(read|creation)_input_tokens$|^cached_input_tokens$/,
  );
  const output = (countOf(usage.output) ?? 0) + partsOf(usage, /^output_(?!tokens)/);
  return total !== undefined && total === input + output ? input : input + beside;
}

function partsOf(usage: JsonObject, names: RegExp): number {
  return Object.entries(usage)
    .filter(([name]) => names.test(name))
    .reduce((sum, [, part]) => sum + (countOf(part) ?? 0), 0);
}
